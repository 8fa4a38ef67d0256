"""What signs, answers and standings of leads are called, on the desk and on the partner's pages."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SIGNS: dict[str, str | Promise] = {
    "very_low_use": _("Dùng rất ít điện"),
    "arrears": _("Còn nợ tiền điện"),
    "storm_damage": _("Nhà bị thiệt hại do mưa bão"),
    "near_nominated": _("Gần hộ đã được đề cử"),
}
ANSWERS: dict[str, str | Promise] = {
    "will_nominate": _("Sẽ đề cử"),
    "not_in_need": _("Không thuộc diện cần giúp"),
    "helped_elsewhere": _("Đã được nơi khác giúp"),
    "moved_away": _("Đã chuyển đi"),
    "not_found": _("Không tìm thấy hộ này"),
}
STANDINGS: dict[str, str | Promise] = {
    "open": _("Chưa xem"),
    "answered": _("Đã trả lời"),
    "nominated": _("Đã đề cử"),
}
TONES = {"open": "warn", "answered": "info", "nominated": "good"}
