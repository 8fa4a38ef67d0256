"""What the page says of a PDF that is handed in: who signed which report when, and whether it holds."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from donghanh.apps.programmes.queries import signatures
from donghanh.faces.portal.file_check import check_page
from donghanh.faces.portal.reports import report_card

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


def check(request: HttpRequest) -> HttpResponse:
    """Ask for a file (GET), tell the verdict in words (POST)."""
    return check_page(
        request, template="portal/report_check.html", label=_("Tệp PDF của báo cáo"), what="report-check",
        told=_told,
    )  # fmt: skip


def _told(content: bytes) -> dict[str, Any]:
    found = signatures.told_of_file(content=content)
    return {
        "found": found, "sentence": SENTENCES.get(found.rule, ""),
        "report": report_card(found.card) if found.card else None,
    }  # fmt: skip
