"""Words of the organisation's pages: kinds of units, states of areas, and what cannot be done."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Promise] = {
    "corporation": _("Tổng công ty"),
    "company": _("Công ty"),
    "unit": _("Điện lực"),
    "department": _("Phòng, ban"),
    "team": _("Đội, tổ"),
}
STATUSES: dict[str, Promise] = {
    "normal": _("Bình thường"),
    "locked_down": _("Giãn cách, phong toả"),
    "quarantined": _("Cách ly y tế"),
}
TONES = {"normal": "good", "locked_down": "bad", "quarantined": "warn"}
STATUS_REFUSALS: dict[str, Promise] = {
    "unknown_commune": _("Không có xã, phường này."),
    "unknown_status": _("Không có trạng thái này."),
    "ends_before": _("Ngày kết thúc phải sau ngày bắt đầu."),
    "no_source": _("Hãy ghi văn bản công bố trạng thái này."),
    "unknown_row": _("Không có dòng cần đính chính của xã, phường này."),
    "corrected_before": _("Dòng này đã được đính chính. Hãy đính chính dòng mới hơn."),
}
