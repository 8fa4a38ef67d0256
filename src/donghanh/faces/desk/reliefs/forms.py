"""The forms of the reductions' pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy

from donghanh.apps.reliefs.queries import PlaceChoice, ReliefRoundCard
from donghanh.faces.desk.reliefs import words
from donghanh.faces.signin.asked import FORMATS


def day_field(label: str, *, required: bool = True) -> forms.DateField:
    """A day, chosen or typed."""
    return forms.DateField(
        label=label, required=required, input_formats=FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip


class FactForm(forms.Form):
    """Days and paper; what it is of comes from those below."""

    from_on = day_field(gettext_lazy("Từ ngày"))
    until_on = day_field(
        gettext_lazy("Đến trước ngày (ngày đầu tiên không còn hiệu lực; để trống nếu chưa biết)"),
        required=False,
    )
    document = forms.CharField(label=gettext_lazy("Văn bản làm căn cứ (số, ngày)"), max_length=200)


class OrderForm(FactForm):
    """Which place, under which directive."""

    place = forms.ChoiceField(label=gettext_lazy("Địa bàn"))
    directive = forms.ChoiceField(
        label=gettext_lazy("Lệnh"), choices=list(words.DIRECTIVES.items()), initial="directive-16"
    )

    def __init__(self, *args: object, places: Iterable[PlaceChoice], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        choices = [(f"{one.level}:{one.code}", f"{words.LEVELS[one.level]}: {one.name}") for one in places]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]
        self.order_fields(["place", "directive", "from_on", "until_on", "document"])


class UseForm(FactForm):
    """Which customer's site, used for what."""

    code = forms.CharField(label=gettext_lazy("Mã khách hàng"), max_length=13)
    use = forms.ChoiceField(label=gettext_lazy("Sử dụng"), choices=list(words.USES.items()))
    field_order = ("code", "use", "from_on", "until_on", "document")


class FileForm(forms.Form):
    """A spreadsheet of sites."""

    file = forms.FileField(label=gettext_lazy("Tệp XLSX hoặc CSV"))


class ProofForm(forms.Form):
    """A file that proves a fact."""

    file = forms.FileField(label=gettext_lazy("Tệp chứng minh (PDF hoặc ảnh)"))


class ReasonForm(forms.Form):
    """Why."""

    why = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, required=False)


class RoundForm(forms.Form):
    """A round and one of its bill months."""

    relief_round = forms.ChoiceField(label=gettext_lazy("Đợt"))
    month = forms.ChoiceField(label=gettext_lazy("Tháng hóa đơn"))

    def __init__(self, *args: object, rounds: Iterable[ReliefRoundCard], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        known = list(rounds)
        months = sorted({month for one in known for month in one.months}, reverse=True)
        self.fields["relief_round"].choices = [  # type: ignore[attr-defined]
            (one.code, words.said(one, "name")) for one in reversed(known)
        ]
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            (month.isoformat(), f"{month:%m/%Y}") for month in months
        ]

    def month_given(self) -> date:
        """The month that was chosen."""
        return date.fromisoformat(self.cleaned_data["month"])
