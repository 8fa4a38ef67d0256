"""
A picture of the meter, sent by the code that the power unit gave: no name, no address, no energy is shown.

A wrong code and one that is over are answered alike, and whoever tries many is held back.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from donghanh.apps.metering import operations, queries
from donghanh.apps.organisation.refusals import Refused
from donghanh.faces.signin import tries

MOST_BYTES = 10 * 1024 * 1024
REFUSALS = {
    "code-unknown": gettext_lazy("Mã không đúng hoặc đã hết hạn. Quý khách xem lại tin nhắn."),
    "answered-enough": gettext_lazy("Đã nhận đủ ảnh cho mã này. Cảm ơn Quý khách."),
    "file-too-large": gettext_lazy("Ảnh quá lớn. Quý khách chọn ảnh dưới 10 MB."),
    "index-too-long": gettext_lazy("Chỉ số có nhiều nhất chín chữ số."),
}
NOT_A_PICTURE = gettext_lazy(
    "Tệp này không phải là ảnh. Quý khách chụp lại mặt công tơ và gửi ảnh JPG hoặc PNG."
)


class CodeForm(forms.Form):
    """The code of the message."""

    code = forms.CharField(
        label=gettext_lazy("Mã trong tin nhắn"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": gettext_lazy("Quý khách nhập mã trong tin nhắn.")},
    )  # fmt: skip


class PhotoForm(forms.Form):
    """A picture, and the index if the customer read it."""

    photo = forms.FileField(
        label=gettext_lazy("Ảnh mặt công tơ"),
        help_text=gettext_lazy("Chụp rõ dãy số và số công tơ. Ảnh JPG hoặc PNG, dưới 10 MB."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={
            "required": gettext_lazy("Quý khách chọn một ảnh."),
            "empty": gettext_lazy("Ảnh này trống. Quý khách chọn ảnh khác."),
        },
    )
    index = forms.IntegerField(
        label=gettext_lazy("Chỉ số đang hiện"), required=False, min_value=0,
        max_value=999_999_999,
        help_text=gettext_lazy("Chỉ ghi các chữ số màu đen, bỏ số màu đỏ sau dấu phẩy."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Chỉ ghi chữ số, không ghi phần lẻ.")},
    )  # fmt: skip


@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code (GET), and lead to its page (POST)."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if not tries.may_try(request, what="meter-photo"):
                status = _say(form, _("Quý khách thử quá nhiều lần. Mời thử lại sau ít phút."), 429)
            elif queries.photo_wanted(code=form.cleaned_data["code"], at=_at(request)):
                return redirect("portal-meter-photo", form.cleaned_data["code"].replace("/", ""))
            else:
                _say(form, str(REFUSALS["code-unknown"]), 422)
    return render(request, "portal/meter_photo/enter.html", {"form": form}, status=status)


@never_cache
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Take a picture by its code."""
    if not tries.may_try(request, what="meter-photo-page", most=60):
        return render(request, "portal/meter_photo/over.html", {"busy": True}, status=429)
    if not queries.photo_wanted(code=code, at=_at(request)):
        return render(request, "portal/meter_photo/over.html", {}, status=404)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = PhotoForm(request.POST, request.FILES)
        if form.is_valid() and _taken(request, code, form):
            return render(request, "portal/meter_photo/thanks.html", {})
    return render(
        request,
        "portal/meter_photo/send.html",
        {"form": form},
        status=422 if request.method == "POST" else 200,
    )


def _taken(request: HttpRequest, code: str, form: PhotoForm) -> bool:
    photo = form.cleaned_data["photo"]
    if photo.size > MOST_BYTES:
        form.add_error("photo", str(REFUSALS["file-too-large"]))
        return False
    try:
        operations.send_photo(
            code=code, name=photo.name or "", content=photo.read(), index=form.cleaned_data["index"],
            at=_at(request),
        )  # fmt: skip
    except Refused as refusal:
        form.add_error("photo", str(REFUSALS.get(refusal.rule, NOT_A_PICTURE)))
        return False
    return True


def _say(form: forms.Form, text: str, status: int) -> int:
    form.add_error("code", text)
    return status


def _at(request: HttpRequest) -> Any:
    return request.product_now  # type: ignore[attr-defined]


urlpatterns = [
    path("anh-cong-to/", enter, name="portal-meter-photo-enter"),
    path("anh-cong-to/<str:code>/", send, name="portal-meter-photo"),
]
