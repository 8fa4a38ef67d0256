"""What a person does about one message: give it up, send its words again."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class GiveUpForm(forms.Form):
    """Why nothing is to be sent any more."""

    why = forms.CharField(
        label=_("Lý do, ví dụ đã gọi điện cho khách hàng"), max_length=400,
        error_messages={"required": _("Hãy ghi lý do.")},
    )  # fmt: skip


class AgainForm(forms.Form):
    """Where to send the same words; left empty, to the same address."""

    channel = forms.ChoiceField(
        label=_("Gửi bằng"), choices=[("sms", _("Tin nhắn SMS")), ("email", _("Thư điện tử"))]
    )
    to = forms.CharField(label=_("Địa chỉ đúng; để trống là địa chỉ cũ"), max_length=254, required=False)
    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
