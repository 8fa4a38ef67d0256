"""
Anybody hands a PDF in and is told what stands behind it: who signed which report when, and whether it holds.

Nothing of the file is kept. A verdict is always an answer (200), also when it is no; only a missing file
or too many tries are refused.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from donghanh.apps.programmes.queries import signatures
from donghanh.faces.portal.reports import report_card
from donghanh.faces.signin import tries

MOST_BYTES = 20 * 1024 * 1024
MOST_TRIES = 30
SENTENCES = {
    "not-a-pdf": _("Tệp này không phải là tệp PDF."),
    "not-signed": _("Tệp này không có chữ ký số. Báo cáo đã công bố luôn có chữ ký của giám đốc."),
    "signed-more-than-once": _("Tệp này có nhiều chữ ký; báo cáo đã công bố chỉ có một."),
    "changed-since-signed": _("Tệp đã bị thay đổi sau khi ký. Đừng tin các con số trong tệp này."),
    "signature-broken": _("Chữ ký trong tệp đã hỏng hoặc bị cắt bỏ. Đừng tin các con số trong tệp này."),
    "digest-too-weak": _("Chữ ký dùng thuật toán quá yếu nên không chứng minh được gì."),
    "signed-by-another": _(
        "Tệp được ký bằng chứng thư mà công ty không đăng ký. Đây không phải chữ ký của giám đốc."
    ),
    "outside-validity": _("Chữ ký được ghi vào lúc chứng thư chưa có hoặc đã hết hiệu lực."),
    "not-of-a-report": _("Chữ ký là của giám đốc, nhưng tệp không phải là báo cáo kết quả."),
    "revoked-before": _("Chữ ký được ghi sau khi chứng thư đã bị thu hồi."),
    "not-published": _("Chữ ký đúng, nhưng báo cáo số này chưa được công bố."),
    "digest-is-another": _("Chữ ký đúng, nhưng mã số liệu không phải mã của báo cáo đã công bố."),
    "another-file": _("Chữ ký đúng, nhưng đây không phải tệp đã công bố của báo cáo này."),
}


class CheckForm(forms.Form):
    """The PDF to be checked."""

    file = forms.FileField(
        label=_("Tệp PDF của báo cáo"),
        help_text=_("Tệp chỉ được đọc để kiểm tra, không được lưu lại."),
        error_messages={"required": _("Quý khách chọn tệp PDF."), "empty": _("Tệp này không có gì.")},
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 20 MB; báo cáo đã công bố nhỏ hơn nhiều."))
        return given


def check(request: HttpRequest) -> HttpResponse:
    """Ask for a file (GET), tell the verdict in words (POST)."""
    form = CheckForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    status = 200
    if request.method == "POST":
        form = CheckForm(request.POST, request.FILES)
        context, status = _answered(request, form)
    answer = render(request, "portal/report_check.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _answered(request: HttpRequest, form: CheckForm) -> tuple[dict[str, Any], int]:
    if not form.is_valid():
        return {"form": form}, 422
    if not tries.may_try(request, what="report-check", most=MOST_TRIES):
        return {"form": form, "too_many": True}, 429
    found = signatures.told_of_file(content=form.cleaned_data["file"].read())
    context = {
        "form": CheckForm(),
        "found": found,
        "sentence": SENTENCES.get(found.rule, ""),
        "report": report_card(found.card) if found.card else None,
    }
    return context, 200
