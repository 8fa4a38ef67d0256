"""The words of signing for customers."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from donghanh.apps.organisation.refusals import Refused

SENTENCES: dict[str, str | Promise] = {
    "code-wrong": gettext_lazy("Mã chưa đúng. Quý khách còn %(left)s lần nhập."),
    "code-spent": gettext_lazy("Mã này đã nhập sai quá nhiều lần nên không dùng được nữa. Xin lấy mã mới."),
    "code-expired": gettext_lazy("Mã đã hết hạn. Xin lấy mã mới."),
    "no-code": gettext_lazy("Quý khách chưa có mã còn dùng được. Xin lấy mã mới."),
    "consent-missing": gettext_lazy("Quý khách đánh dấu vào ô đồng ý rồi mới ký."),
    "document-changed": gettext_lazy("Văn bản đã thay đổi từ lúc Quý khách mở trang. Xin đọc lại rồi ký."),
    "customer-signed": gettext_lazy("Quý khách đã ký văn bản này rồi. Không cần ký lại."),
    "replaced": gettext_lazy("Văn bản này đã được thay bằng văn bản khác. Chưa ký gì."),
    "withdrawn": gettext_lazy("Văn bản này không còn để ký. Chưa ký gì."),
    "too-early": gettext_lazy("Mã vừa được gửi. Xin chờ một phút rồi lấy mã mới."),
    "too-many": gettext_lazy(
        "Quý khách đã lấy nhiều mã trong ngày. Xin thử lại ngày mai, hoặc gọi tổng đài."
    ),
    "no-carrier": gettext_lazy("Hiện chưa gửi được tin nhắn. Xin gọi tổng đài để ký trên giấy."),
    "supply-over": gettext_lazy("Yêu cầu đã kết thúc nên không ký nữa."),
    "not-next-step": gettext_lazy("Yêu cầu chưa đến, hoặc đã qua, bước ký hợp đồng."),
}
OTHER = gettext_lazy("Chưa ký được. Xin tải lại trang, hoặc gọi tổng đài.")


def told(refusal: Refused) -> str:
    """Say a refusal for the customer."""
    sentence = SENTENCES.get(refusal.rule, OTHER)
    return str(sentence) % {"left": "", **refusal.facts}
