"""The words of the field: kinds of work, states, records, why a visit was not possible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Words = dict[str, str | Promise]

STATES: Words = {
    "planned": _("Chưa đến"),
    "arrived": _("Đang làm"),
    "finished": _("Đã xong"),
    "not_possible": _("Không làm được"),
    "cancelled": _("Đã hủy"),
}
TONES = {"planned": "idle", "arrived": "info", "finished": "good", "not_possible": "warn", "cancelled": "bad"}
OPEN = frozenset({"planned", "arrived"})

KINDS: Words = {
    "cleaning": _("Vệ sinh trạm điện"),
    "washing": _("Rửa sứ khi có điện"),
    "wiring": _("Lắp dây sau công tơ"),
    "repair": _("Sửa chữa tại nhà"),
    "hand_over": _("Trao quà"),
    "survey": _("Khảo sát cấp điện"),
    "metering": _("Công tơ"),
    "reading": _("Đọc lại công tơ"),
}
AREAS: Words = {
    "normal": _("Khu vực bình thường"),
    "quarantined": _("Khu vực đang cách ly"),
    "locked_down": _("Khu vực đang phong tỏa"),
}
AREA_TONES = {"normal": "good", "quarantined": "warn", "locked_down": "bad"}
RECORDS: Words = {
    "arrived": _("Đã đến nơi"),
    "step_done": _("Bước đã làm"),
    "photo_before": _("Ảnh trước khi làm"),
    "photo_after": _("Ảnh sau khi làm"),
    "photo": _("Ảnh khác"),
    "material": _("Vật tư đã dùng"),
    "reading": _("Chỉ số công tơ"),
    "signature": _("Chữ ký của chủ nhà"),
    "note": _("Ghi chú"),
    "not_possible": _("Không làm được"),
    "finished": _("Hoàn thành lượt"),
}
PHOTOS = ("photo_before", "photo_after", "photo")
REASONS: Words = {
    "nobody_home": _("Không có ai ở nhà"),
    "area_closed": _("Khu vực đang phong tỏa"),
    "unsafe": _("Không an toàn để làm"),
    "refused_by_household": _("Chủ nhà không đồng ý"),
}
REGISTERS: Words = {
    "all": _("KT, tất cả các giờ"),
    "normal": _("BT, giờ bình thường"),
    "peak": _("CD, giờ cao điểm"),
    "off_peak": _("TD, giờ thấp điểm"),
}
FIELDS: Words = {
    "item": _("Mã vật tư"),
    "quantity": _("Số lượng"),
    "register": _("Bộ chỉ số"),
    "index": _("Chỉ số"),
    "serial": _("Số sê-ri (nếu có)"),
    "signer": _("Họ tên người ký"),
    "text": _("Nội dung"),
    "step": _("Bước"),
    "taken_at": _("Giờ ghi"),
}


def said(words: Words, key: str) -> str:
    """Say a stable name in the reader's language; a name without a word is said as itself."""
    return str(words.get(key, key))


def state(key: str) -> tuple[str, str]:
    """Word and tone of a visit's state."""
    return said(STATES, key), TONES.get(key, "idle")


def area(key: str) -> tuple[str, str]:
    """Word and tone of an area's status."""
    return said(AREAS, key), AREA_TONES.get(key, "idle")


def in_language(row: object, stem: str) -> str:
    """Give `<stem>_vi` or `<stem>_en` of a row as the page's language asks."""
    return str(getattr(row, f"{stem}_{_language()}"))


def step(row: Mapping[str, Any]) -> str:
    """The sentence of a step, in the page's language."""
    return str(row[_language()])


def missing(one: Mapping[str, Any]) -> str:
    """One thing that is missing before the end: a step by its sentence, evidence by its word."""
    if one["sort"] == "evidence":
        return said(RECORDS, str(one["code"]))
    form = _("ảnh của bước “%(step)s”") if one["sort"] == "step_photo" else "%(step)s"
    return str(form) % {"step": step(one).rstrip(".")}


def _language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"
