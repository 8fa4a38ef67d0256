"""Rows of messages as finished values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.notices.values import MessageRow
from donghanh.faces.design.figures import written_moment
from donghanh.faces.desk.asking import address
from donghanh.faces.desk.notices import words


def columns(*, with_unit: bool) -> list[dict[str, Any]]:
    """Columns of a list of messages."""
    found: list[dict[str, Any]] = [
        {"key": "at", "label": _("Lúc"), "kind": "moment"},
        {"key": "code", "label": _("Mã"), "kind": "code", "url_key": "url"},
        {"key": "kind", "label": _("Loại")},
        {"key": "about", "label": _("Về việc"), "url_key": "about_url"},
        {"key": "to", "label": _("Gửi đến")},
        {"key": "unit", "label": _("Đơn vị")},
        {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
        {"key": "told", "label": _("Kết quả")},
    ]
    return [one for one in found if with_unit or one["key"] != "unit"]


def row(one: MessageRow, *, units: Mapping[str, str]) -> dict[str, Any]:
    """One message of a list; the address is masked."""
    return {
        "id": one.code, "code": one.code, "url": address("desk-message", one.code), "at": one.queued_at,
        "kind": words.word(words.KINDS, one.kind), "channel": words.word(words.CHANNELS, one.channel),
        "about": one.about.partition(":")[2], "about_url": about_url(one.about), "to": _to(one),
        "unit": units.get(one.unit_code, one.unit_code) or _("Công ty"),
        "state": words.word(words.STATES, one.state), "tone": words.TONES.get(one.state, "idle"),
        "told": told(one), "text": shown_text(one),
    }  # fmt: skip


def told(one: MessageRow) -> str:
    """What came of it, or what is next."""
    if one.state == "queued":
        reason = f"{words.why(one.why)} " if one.why else ""
        return reason + (_("Không gửi trước %s.") % written_moment(one.next_at) if one.next_at else "")
    if one.why:
        return words.why(one.why)
    return written_moment(one.settled_at) if one.settled_at else ""


def shown_text(one: MessageRow) -> str:
    """What was said, as far as anybody but the customer may read it."""
    return _("Nội dung chỉ khách hàng được đọc.") if one.is_secret else one.text


def about_url(about: str) -> str:
    """The page of what the message is about; empty for what has none."""
    prefix, _colon, name = about.partition(":")
    return address("desk-request", name) if prefix == "request" else ""


def _to(one: MessageRow) -> str:
    return one.to or words.word(words.CHANNELS, "none")
