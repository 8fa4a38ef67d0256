"""The forms of the accounts' pages. Each that moves money carries a key: sent twice, it is done once."""

from __future__ import annotations

import secrets

from django import forms
from django.utils.translation import gettext_lazy

from donghanh.faces.desk.accounts import words
from donghanh.kernel.money import NotAnAmount, read_dong

WAYS = tuple(words.WAYS.items())


def new_key() -> str:
    """A key for one opened form."""
    return secrets.token_hex(8)


class DongField(forms.CharField):
    """Whole đồng as people write them: 110000 or 110.000."""

    NOT_DONG = gettext_lazy("Hãy viết số tiền như 110000 hoặc 110.000.")

    def clean(self, value: object) -> int:
        try:
            return read_dong(str(super().clean(value)))
        except NotAnAmount as reason:
            raise forms.ValidationError(self.NOT_DONG, code="invalid") from reason


class PaymentForm(forms.Form):
    """Money of one customer that came in."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40, initial=new_key)
    amount = DongField(label=gettext_lazy("Số tiền (đồng)"), max_length=24)
    account = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=WAYS)
    invoice = forms.ChoiceField(
        label=gettext_lazy("Thanh toán cho hóa đơn"), required=False,
        help_text=gettext_lazy("Không chọn: hóa đơn đến hạn trước được trừ trước; phần thừa ghi tiền thừa."),
    )  # fmt: skip
    why = forms.CharField(label=gettext_lazy("Chứng từ, ghi chú"), max_length=200, required=False)

    def __init__(self, *args: object, invoices: list[str], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        choices = [("", gettext_lazy("Theo thứ tự đến hạn")), *((one, one) for one in invoices)]
        self.fields["invoice"].choices = choices  # type: ignore[attr-defined]


class ReversalForm(forms.Form):
    """A payment that was entered wrongly."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40, initial=new_key)
    why = forms.CharField(label=gettext_lazy("Lý do ghi đảo"), max_length=500)


class CreditUseForm(forms.Form):
    """Nothing but the key: what is used follows from the books."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40, initial=new_key)


class RefundForm(forms.Form):
    """A refund that is asked for."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40, initial=new_key)
    amount = DongField(label=gettext_lazy("Số tiền đề nghị hoàn (đồng)"), max_length=24)
    why = forms.CharField(label=gettext_lazy("Lý do"), max_length=500)


class DecisionForm(forms.Form):
    """A second officer's decision."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Quyết định"), widget=forms.RadioSelect,
        choices=(("approve", gettext_lazy("Duyệt hoàn tiền")), ("refuse", gettext_lazy("Không duyệt"))),
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("Lý do (bắt buộc khi không duyệt)"), max_length=500, required=False
    )


class PaidForm(forms.Form):
    """How an approved refund was paid out."""

    account = forms.ChoiceField(label=gettext_lazy("Hình thức chi"), choices=WAYS)
