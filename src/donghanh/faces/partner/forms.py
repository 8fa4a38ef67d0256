"""The questions of a nomination, one form a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.customers.queries import customer_card
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.queries.open_activities import OpenActivity
from donghanh.faces.design.nomination_words import CLASSES, KINDS, word
from donghanh.faces.partner.standing import said

PHONE = r"^[0-9 .()+-]*$"


class ActivityForm(forms.Form):
    """For which activity."""

    activity = forms.ChoiceField(
        label=gettext_lazy("Hoạt động"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Hãy chọn một hoạt động."),
            "invalid_choice": gettext_lazy("Hãy chọn một hoạt động."),
        },
    )

    def __init__(self, *args: Any, activities: Sequence[OpenActivity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: forms.ChoiceField = self.fields["activity"]  # type: ignore[assignment]
        chosen.choices = [(one.code, said(one, "name")) for one in activities if one.is_open]


class PersonForm(forms.Form):
    """Who: a name, a customer's code where one is known; of goods how many pieces."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Đối tượng"), widget=forms.RadioSelect, initial="household",
        error_messages={"required": gettext_lazy("Hãy chọn đối tượng.")},
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Họ và tên"), required=False, max_length=200,
        help_text=gettext_lazy("Tên chủ hộ, học sinh, hoặc tên trường, khu vực."),
    )  # fmt: skip
    customer_code = forms.CharField(
        label=gettext_lazy("Mã khách hàng"), required=False, max_length=20,
        help_text=gettext_lazy("13 ký tự trên hóa đơn tiền điện. Không biết thì để trống."),
    )  # fmt: skip
    quantity = forms.IntegerField(
        label=gettext_lazy("Cần bao nhiêu chiếc?"), min_value=1, max_value=1_000_000,
        error_messages={
            "required": gettext_lazy("Hãy ghi số chiếc."),
            "invalid": gettext_lazy("Hãy ghi một số, ví dụ 200."),
            "min_value": gettext_lazy("Ít nhất là 1."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, activity: OpenActivity, actor: Actor, commune: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.commune = actor, commune
        kinds: forms.ChoiceField = self.fields["kind"]  # type: ignore[assignment]
        kinds.choices = [(kind, word(KINDS, kind)) for kind in activity.kinds]
        if len(activity.kinds) == 1:
            del self.fields["kind"]
        if not activity.is_goods:
            del self.fields["quantity"]

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_customer_code(self) -> str:
        code = "".join(str(self.cleaned_data["customer_code"]).split()).upper()
        if not code:
            return ""
        found = customer_card(actor=self.actor, code=code)
        if found is None or found.commune_code != self.commune:
            raise forms.ValidationError(
                _("Không có khách hàng mã này ở xã, phường. Hãy tìm theo tên ở dưới, hoặc để trống.")
            )
        return found.code

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not told.get("name") and not told.get("customer_code") and not self.errors:
            self.add_error("name", _("Hãy ghi họ tên, hoặc mã khách hàng."))
        return told


class ContactForm(forms.Form):
    """Where the person lives and how to reach the person."""

    address = forms.CharField(
        label=gettext_lazy("Ở đâu?"), required=False, max_length=200,
        help_text=gettext_lazy("Số nhà, thôn, xóm, tổ dân phố."),
    )  # fmt: skip
    phone = forms.RegexField(
        label=gettext_lazy("Điện thoại"), regex=PHONE, required=False, max_length=20,
        help_text=gettext_lazy("Để hẹn ngày đến. Không có thì để trống."),
        error_messages={"invalid": gettext_lazy("Chỉ ghi chữ số, ví dụ 0912345678.")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_phone(self) -> str:
        digits = "".join(sign for sign in str(self.cleaned_data["phone"]) if sign.isdigit())
        if digits.startswith("84"):
            digits = f"0{digits[2:]}"
        if digits and not (digits.startswith("0") and len(digits) in (10, 11)):
            raise forms.ValidationError(_("Số điện thoại có 10 hoặc 11 số, bắt đầu bằng 0."))
        return digits


class NeedForm(forms.Form):
    """Which class, and why."""

    social_class = forms.ChoiceField(
        label=gettext_lazy("Thuộc diện nào?"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn một diện.")},
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("Hoàn cảnh thế nào?"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Một hai câu nói vì sao cần giúp. Người duyệt sẽ đọc."),
    )  # fmt: skip

    def __init__(self, *args: Any, activity: OpenActivity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: forms.ChoiceField = self.fields["social_class"]  # type: ignore[assignment]
        chosen.choices = [(name, word(CLASSES, name)) for name in activity.classes]
        if not activity.classes:
            del self.fields["social_class"]


class ReasonForm(forms.Form):
    """One sentence that says why something is taken back."""

    why = forms.CharField(
        label=gettext_lazy("Vì sao?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Một câu. Lý do được giữ lại cùng hồ sơ."),
        error_messages={"required": gettext_lazy("Cần ghi lý do. Hãy ghi một câu.")},
    )  # fmt: skip
