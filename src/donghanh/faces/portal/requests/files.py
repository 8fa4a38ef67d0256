"""What is said of a file that cannot be kept, and how many files an address may send."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from donghanh.faces.throttle import Limit

MOST_BYTES = 10 * 1024 * 1024
UPLOADS = Limit("portal-uploads", most=60, seconds=600)
TOO_LARGE = _("Tệp quá lớn. Quý khách chọn tệp dưới 10 MB.")
WORDS = {
    "file-is-empty": _("Tệp này trống. Quý khách chọn tệp khác."),
    "file-too-large": TOO_LARGE,
    "picture-too-large": _("Ảnh có quá nhiều điểm ảnh. Quý khách chụp lại với cỡ nhỏ hơn."),
    "picture-unreadable": _("Ảnh bị hỏng, không đọc được đến hết. Quý khách chụp lại."),
    "pdf-is-active": _("Tệp PDF này có mã chạy bên trong. Quý khách in ra PDF mới, hoặc chụp ảnh."),
}
NOT_KEPT = _("Tệp này không phải ảnh JPG, PNG, WebP hay PDF. Quý khách chụp ảnh giấy tờ rồi gửi lại.")
GONE = _("Tệp đã chọn quá hai giờ trước nên không còn. Quý khách chọn lại.")


def file_words(rule: str) -> str:
    """The sentence for a rule of `adapters.uploads`."""
    return str(WORDS.get(rule, NOT_KEPT))
