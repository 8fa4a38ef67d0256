"""Asks a caller or a visitor the one question and writes the answer down; never by who served."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from donghanh.apps.conduct import operations
from donghanh.apps.conduct.operations import RatingSaid
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.faces.desk.asking import Standing, address, standing_of
from donghanh.faces.desk.conduct import wording
from donghanh.faces.desk.conduct.forms import MISSING
from donghanh.faces.desk.conduct.standing import conduct_page

STARS = [("5", "5"), ("4", "4"), ("3", "3"), ("2", "2"), ("1", "1")]


class RecordForm(forms.Form):
    """The contact, who served, and what the customer said."""

    channel = forms.ChoiceField(
        label=_("Khách hàng trả lời"), choices=[("call", _("Qua điện thoại")), ("counter", _("Tại quầy"))],
        widget=forms.RadioSelect, error_messages=MISSING,
    )  # fmt: skip
    contact_kind = forms.ChoiceField(
        label=_("Lần tiếp xúc"), choices=list(wording.CONTACTS.items()), error_messages=MISSING
    )
    contact_code = forms.CharField(label=_("Mã của lần tiếp xúc"), max_length=40, error_messages=MISSING)
    unit_code = forms.ChoiceField(label=_("Điện lực"), error_messages=MISSING)
    staff_username = forms.CharField(
        label=_("Người đã phục vụ (tên đăng nhập)"), max_length=60, error_messages=MISSING
    )
    customer_key = forms.CharField(
        label=_("Mã khách hàng hoặc điện thoại"), max_length=60, error_messages=MISSING,
        help_text=_("Chỉ để không hỏi một người hai lần; không lưu lại."),
    )  # fmt: skip
    stars = forms.ChoiceField(
        label=_("Quý khách hài lòng thế nào về lần phục vụ này? (5 là rất hài lòng)"), choices=STARS,
        widget=forms.RadioSelect, error_messages=MISSING,
    )  # fmt: skip
    words = forms.CharField(
        label=_("Khách hàng nói thêm"), required=False, max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, data: object, *, units: list[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["unit_code"].choices = units  # type: ignore[attr-defined]


@conduct_page
def record(request: HttpRequest) -> HttpResponse:
    """Ask (GET), and write down what was answered (POST)."""
    standing = standing_of(request)
    form = RecordForm(request.POST if request.method == "POST" else None, units=_units(standing))
    if request.method == "POST" and form.is_valid():
        said = RatingSaid(**form.cleaned_data | {"stars": int(form.cleaned_data["stars"])})
        try:
            operations.record_rating(actor=standing.actor, said=said, now=standing.now)
        except (Refused, Forbidden) as reason:
            form.add_error(None, wording.told(reason))
        else:
            messages.success(request, say("Đã ghi đánh giá của khách hàng."))
            return redirect("desk-conduct-record")
    trail = [(say("Tác phong"), address("desk-conduct")), (say("Hỏi và ghi đánh giá"), "")]
    status = 422 if form.errors else 200
    return render(request, "desk/conduct/record.html", {"form": form, "trail": trail}, status=status)


def _units(standing: Standing) -> list[tuple[str, str]]:
    units = organisation.units_on(day=standing.today, actor=standing.actor)
    return [(one.code, wording.said(one.name_vi, one.name_en)) for one in units]
