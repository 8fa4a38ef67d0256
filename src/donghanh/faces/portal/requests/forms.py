"""The forms of the pages: one question of the lawbook, the papers, the contact, the words of a customer."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.faces.portal.requests.places import commune_choices
from donghanh.faces.portal.requests.services import Paper
from donghanh.faces.portal.requests.words import said
from donghanh.kernel.identifiers import CUSTOMER_CODE, PHONE
from donghanh.lawbook.services import FormField

Choices = list[tuple[str, str | Promise]]
LONGEST = 2000
NEEDED = {"required": gettext_lazy("Quý khách trả lời câu này để tiếp tục.")}
CHOOSE = {"required": gettext_lazy("Quý khách chọn một câu trả lời.")}
WRONG_PHONE = gettext_lazy("Số điện thoại có 10 chữ số, ví dụ 0912 345 678.")
WRONG_CODE = gettext_lazy("Mã khách hàng có 13 ký tự, in trên hóa đơn, ví dụ PA01ND0000001.")
NO_NUL = RegexValidator(r"^[^\x00]*$")


class PhoneField(forms.CharField):
    """A telephone number, as people write it: spaces, dots and +84 are forgiven."""

    def clean(self, value: Any) -> str:
        """Give the digits alone."""
        digits = "".join(sign for sign in super().clean(value) if sign not in " .-()")
        plain = f"0{digits.removeprefix('+84')}" if digits.startswith("+84") else digits
        if plain and not PHONE.match(plain):
            raise forms.ValidationError(str(WRONG_PHONE))
        return plain


class CodeField(forms.CharField):
    """A customer's code, by its form alone: whether there is such a customer is told to nobody."""

    def clean(self, value: Any) -> str:
        """Give the code in capitals."""
        code = "".join(super().clean(value).split()).upper()
        if code and not CUSTOMER_CODE.match(code):
            raise forms.ValidationError(str(WRONG_CODE))
        return code


class NumberField(forms.CharField):
    """A number with a comma or a point."""

    def clean(self, value: Any) -> str:
        """Give the number with a point."""
        text = super().clean(value).strip().replace(",", ".")
        try:
            is_number = not text or (Decimal(text).is_finite() and Decimal(text) >= 0 and len(text) <= 12)
        except InvalidOperation:
            is_number = False
        if not is_number:
            raise forms.ValidationError(_("Quý khách ghi một số, ví dụ 3 hoặc 3,5."))
        return text


class DayField(forms.DateField):
    """A day; browsers without a calendar take it as 20/12/2021."""

    def clean(self, value: Any) -> str:
        """Give the day as 2021-12-20."""
        day = super().clean(value)
        return day.isoformat() if day else ""


class QuestionForm(forms.Form):
    """One question of a service, as the lawbook asks it."""

    def __init__(self, *args: Any, question: FormField, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["answer"] = _field(question)
        self.is_choice = question.kind in ("choice", "yes_no")


class PapersForm(forms.Form):
    """A file for each paper; needed ones may follow later, for the customer may not have them at hand."""

    def __init__(
        self, *args: Any, wanted: tuple[Paper, ...], there: dict[str, list[str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for one in wanted:
            hint = _("Đã chọn: %(name)s. Chọn tệp khác để thay.") % {"name": there.get(one.code, [""])[0]}
            widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"})
            self.fields[one.code] = forms.FileField(
                label=one.label, required=False, widget=widget, allow_empty_file=True,
                help_text=hint if one.code in there else "",
            )  # fmt: skip
            self.fields[one.code].needed = one.is_required  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    """Whom to answer, and which unit it belongs to."""

    name = forms.CharField(
        label=gettext_lazy("Họ và tên"), max_length=200, error_messages=NEEDED, validators=[NO_NUL],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    phone = PhoneField(
        label=gettext_lazy("Số điện thoại"), max_length=20, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử"), max_length=254, required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("Địa chỉ thư có dạng ten@vi-du.vn.")},
    )  # fmt: skip
    commune = forms.ChoiceField(
        label=gettext_lazy("Xã, phường, thị trấn nơi dùng điện"),
        error_messages={"required": gettext_lazy("Quý khách chọn nơi, để đúng điện lực nhận được yêu cầu.")},
    )

    def __init__(self, *args: Any, needs_place: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["commune"].choices = commune_choices()  # type: ignore[attr-defined]
        self.fields["commune"].required = needs_place

    def clean(self) -> dict[str, Any]:
        """Ask for a telephone or an address of mail: without either nobody can answer."""
        told: dict[str, Any] = super().clean() or {}
        if not (told.get("phone") or told.get("email")) and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", _("Quý khách cho số điện thoại hoặc thư điện tử, để chúng tôi trả lời."))
        return told


def _field(question: FormField) -> forms.Field:
    hint = said(question, "hint")
    told = {"label": said(question), "required": question.is_required, "help_text": hint}
    if question.kind == "choice":
        options: Choices = [(one.code, said(one)) for one in question.choices]
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, error_messages=CHOOSE, **told)
    if question.kind == "yes_no":
        options = [("yes", _("Có")), ("no", _("Không"))]
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, error_messages=CHOOSE, **told)
    return _written_field(question, told)


def _written_field(question: FormField, told: dict[str, Any]) -> forms.Field:
    told["error_messages"] = NEEDED
    if question.kind == "day":
        message = {**NEEDED, "invalid": _("Quý khách ghi ngày, ví dụ 20/12/2021.")}
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return DayField(
            widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **{**told, "error_messages": message}
        )
    if question.kind == "number":
        unit = f" ({question.unit})" if question.unit else ""
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        return NumberField(max_length=40, widget=widget, **{**told, "label": f"{told['label']}{unit}"})
    if question.kind == "phone":
        return PhoneField(max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"}), **told)
    if question.kind == "customer_code":
        widget = forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"})
        return CodeField(max_length=40, widget=widget, **told)
    rows = {"long_text": 6, "address": 3}.get(question.kind, 0)
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    most = LONGEST if question.kind == "long_text" else 300
    return forms.CharField(max_length=most, widget=widget, validators=[NO_NUL], **told)
