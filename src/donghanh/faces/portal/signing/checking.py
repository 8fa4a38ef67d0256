"""`/kiem-tra-van-ban/`: anybody hands a PDF in and learns whether it was signed, by whom, and when."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from donghanh.apps.signatures import queries
from donghanh.faces.portal.file_check import check_page
from donghanh.faces.portal.requests.services import at_of
from donghanh.faces.portal.requests.words import is_english

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


def check(request: HttpRequest) -> HttpResponse:
    """Ask for a file (GET), tell the verdict in words (POST)."""

    def told(content: bytes) -> dict[str, Any]:
        found = queries.told_of_file(content=content, now=at_of(request))
        tone = "yes" if found.rule in GOOD else "wait" if found.rule in WAIT else "false"
        return {
            "found": found, "sentence": SENTENCES[found.rule], "tone": tone,
            "title": found.title_en if is_english() else found.title_vi,
            "is_not": found.is_not.get("en" if is_english() else "vi", ""),
        }  # fmt: skip

    return check_page(
        request, template="portal/signing/check.html", label=_("Tệp PDF của văn bản"), what="document-check",
        told=told,
    )  # fmt: skip
