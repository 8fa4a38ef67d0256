"""The forms of the acts on a case; each carries the key of its page, so that a double click is one act."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.requests.values import CasePage, NamedChoice
from donghanh.faces.design.evidence_words import ACCEPTED
from donghanh.faces.desk.requests import words
from donghanh.faces.desk.requests.refusals import told_rule

MISSING = {"required": gettext_lazy("Hãy điền ô này.")}
CHOOSE = {"required": gettext_lazy("Hãy chọn một mục."), "invalid_choice": gettext_lazy("Hãy chọn lại.")}


def _long(
    label: Any, *, rows: int = 3, required: bool = True, most: int = 500, hint: Any = ""
) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=most, required=required, widget=box, error_messages=MISSING, help_text=hint
    )


def named_choices(found: Sequence[NamedChoice]) -> list[tuple[str, str]]:
    """Choices of a select, with an empty first one so that nothing is chosen by chance."""
    return [("", _("Chọn")), *((one.code, words.named(one)) for one in found)]


class ActForm(forms.Form):
    """An act without questions; every act is one of these. key : of this page's form, sent once or twice."""

    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, page: CasePage, offer: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.offer = page, offer
        self.initial.setdefault("key", secrets.token_hex(12))
        self.prepare()

    def prepare(self) -> None:
        """Fill what depends on the case."""


class WhyForm(ActForm):
    """A reason."""

    why = _long(gettext_lazy("Lý do"), hint=gettext_lazy("Được lưu cùng thao tác và hiện trong quá trình."))


class DocumentsForm(ActForm):
    """Which documents are missing, and what the customer is told."""

    documents = forms.MultipleChoiceField(
        label=gettext_lazy("Giấy tờ còn thiếu"), widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )
    why = _long(gettext_lazy("Nói với khách hàng"))

    def prepare(self) -> None:
        owed = [one for one in self.page.documents if not one.is_there]
        self.fields["documents"].choices = [(one.code, words.named(one)) for one in owed]  # type: ignore[attr-defined]


class PaperForm(ActForm):
    """A paper of the service that the customer handed in."""

    document = forms.ChoiceField(label=gettext_lazy("Giấy tờ"), error_messages=CHOOSE)
    file = forms.FileField(
        label=gettext_lazy("Tệp (ảnh hoặc PDF)"), error_messages=MISSING,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )  # fmt: skip

    def prepare(self) -> None:
        papers = [(one.code, words.named(one)) for one in self.page.documents]
        self.fields["document"].choices = [("", _("Chọn")), *papers]  # type: ignore[attr-defined]


class PauseForm(ActForm):
    """Why the clock stands still, with the file that proves it."""

    reason = forms.ChoiceField(label=gettext_lazy("Lý do được phép"), error_messages=CHOOSE)
    why = _long(gettext_lazy("Cụ thể"))
    proof = forms.ChoiceField(label=gettext_lazy("Loại bằng chứng"), required=False, error_messages=CHOOSE)
    file = forms.FileField(
        label=gettext_lazy("Bằng chứng (ảnh hoặc PDF)"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy("Không có bằng chứng thì đồng hồ không dừng."),
    )  # fmt: skip

    def prepare(self) -> None:
        reasons = self.page.pause_reasons
        self.fields["reason"].choices = named_choices(reasons)  # type: ignore[attr-defined]
        sorts = [(words.named(one), named_choices(one.evidence)[1:]) for one in reasons if one.evidence]
        self.fields["proof"].choices = [("", _("Chọn")), *sorts]  # type: ignore[attr-defined]


class HandOverForm(ActForm):
    """Where the case goes and why."""

    place = forms.ChoiceField(label=gettext_lazy("Chuyển đến"), error_messages=CHOOSE)
    person = forms.ChoiceField(
        label=gettext_lazy("Người nhận"), required=False, error_messages=CHOOSE,
        help_text=gettext_lazy("Chỉ chọn khi giữ nguyên nơi giải quyết."),
    )  # fmt: skip
    why = _long(gettext_lazy("Lý do"))

    def prepare(self) -> None:
        self.fields["place"].choices = self.offer.places  # type: ignore[attr-defined]
        people = [("", _("Chưa giao cho ai")), *named_choices(self.offer.people)[1:]]
        self.fields["person"].choices = people  # type: ignore[attr-defined]


class AnswerForm(ActForm):
    """The words that the customer is sent."""

    template = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput())
    text = _long(gettext_lazy("Nội dung gửi khách hàng"), rows=7, most=4000)

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if blanks := words.blanks_left(text):
            raise forms.ValidationError(told_rule(rule="blank-left", facts={"blanks": blanks}))
        return text

    def prepare(self) -> None:
        chosen = next((one for one in self.offer.templates if one.code == self.offer.template), None)
        if chosen:
            self.initial |= {"template": chosen.code, "text": chosen.text}


class BreachForm(ActForm):
    """Why it came too late, and the words of apology."""

    cause = forms.ChoiceField(label=gettext_lazy("Nguyên nhân"), error_messages=CHOOSE)
    told = _long(gettext_lazy("Đã xảy ra việc gì"))
    apology = _long(
        gettext_lazy("Lời xin lỗi gửi khách hàng"), rows=4, required=False, most=2000,
        hint=gettext_lazy("Để trống thì dùng lời mẫu."),
    )  # fmt: skip

    def prepare(self) -> None:
        self.fields["cause"].choices = named_choices(self.offer.causes)  # type: ignore[attr-defined]


class ReclassifyForm(ActForm):
    """The right service, and why."""

    service_code = forms.ChoiceField(label=gettext_lazy("Dịch vụ đúng"), error_messages=CHOOSE)
    why = _long(gettext_lazy("Lý do"))

    def prepare(self) -> None:
        others = [one for one in self.offer.services if one[0] != self.page.row.service_code]
        self.fields["service_code"].choices = [("", _("Chọn")), *others]  # type: ignore[attr-defined]


class RefuseForm(ActForm):
    """Why it cannot be met, for the file and for the customer."""

    why = _long(gettext_lazy("Lý do (lưu hồ sơ)"))
    text = _long(gettext_lazy("Nội dung gửi khách hàng"), rows=5, most=4000)
