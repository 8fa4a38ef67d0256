"""Rows of findings as tables show them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.conduct.queries import FindingRow
from donghanh.faces.desk.asking import address
from donghanh.faces.desk.conduct import wording


def line(row: FindingRow) -> dict[str, Any]:
    """One finding as a row."""
    return {
        "code": row.code,
        "url": address("desk-conduct-finding", row.code),
        "item": wording.said(row.item_vi, row.item_en),
        "unit": row.unit_code,
        "person": row.person or "–",
        "state": wording.word(wording.FINDING_STATES, row.state),
        "tone": wording.TONES.get(row.state, "idle"),
        "due": row.due,
        "position": "–"
        if row.is_disputed is None
        else _("Không đồng ý")
        if row.is_disputed
        else _("Nhận thiếu sót"),
    }


def columns() -> list[dict[str, object]]:
    """The columns of a list of findings."""
    return [
        {"key": "code", "label": _("Thiếu sót"), "kind": "code", "url_key": "url"},
        {"key": "item", "label": _("Mục của bảng kiểm")},
        {"key": "unit", "label": _("Điện lực"), "kind": "code"},
        {"key": "person", "label": _("Người")},
        {"key": "position", "label": _("Ý kiến")},
        {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
        {"key": "due", "label": _("Hạn"), "kind": "day"},
    ]
