"""`/kiem-tra-van-ban/`: anybody hands a PDF in and learns whether it was signed, by whom, and when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from donghanh.apps.signatures import queries
from donghanh.faces.portal.requests.services import at_of
from donghanh.faces.portal.requests.words import is_english
from donghanh.faces.signin import tries

MOST_BYTES = 20 * 1024 * 1024
MOST_TRIES = 30
SENTENCES = {
    "signed": _("Đúng là văn bản mà khách hàng và công ty đã ký, còn nguyên vẹn."),
    "customer-signed": _("Đúng là văn bản mà khách hàng đã ký. Tệp này chưa có chữ ký của công ty."),
    "offered": _("Đúng là văn bản của công ty, nhưng chưa ai ký."),
    "replaced": _("Văn bản này đã được thay bằng văn bản khác."),
    "withdrawn": _("Văn bản này đã bị rút lại, không còn để ký."),
    "reading-copy": _("Đây là bản dịch để đọc. Bản tiếng Việt mới là bản được ký."),
    "changed": _("Tệp đã bị thay đổi sau khi ký. Đừng tin nội dung trong tệp này."),
    "evidence-broken": _("Bằng chứng của văn bản này không còn khớp. Xin gọi tổng đài."),
    "unknown": _("Công ty không có văn bản nào như tệp này."),
    "not-a-pdf": _("Tệp này không phải là tệp PDF."),
}
GOOD, WAIT = ("signed", "customer-signed"), ("offered", "reading-copy", "replaced", "withdrawn")


class CheckForm(forms.Form):
    """The PDF to be checked."""

    file = forms.FileField(
        label=_("Tệp PDF của văn bản"),
        help_text=_("Tệp chỉ được đọc để kiểm tra, không được lưu lại."),
        error_messages={"required": _("Quý khách chọn tệp PDF."), "empty": _("Tệp này không có gì.")},
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 20 MB."))
        return given


def check(request: HttpRequest) -> HttpResponse:
    """Ask for a file (GET), tell the verdict in words (POST)."""
    context, status = {"form": CheckForm()}, 200
    if request.method == "POST":
        context, status = _answered(request, CheckForm(request.POST, request.FILES))
    answer = render(request, "portal/signing/check.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _answered(request: HttpRequest, form: CheckForm) -> tuple[dict[str, Any], int]:
    if not form.is_valid():
        return {"form": form}, 422
    if not tries.may_try(request, what="document-check", most=MOST_TRIES):
        return {"form": form, "too_many": True}, 429
    found = queries.told_of_file(content=form.cleaned_data["file"].read(), now=at_of(request))
    tone = "yes" if found.rule in GOOD else "wait" if found.rule in WAIT else "false"
    return {
        "form": CheckForm(), "found": found, "sentence": SENTENCES[found.rule], "tone": tone,
        "title": found.title_en if is_english() else found.title_vi,
        "is_not": found.is_not.get("en" if is_english() else "vi", ""),
    }, 200  # fmt: skip
