"""Results as rows of a table: rates, the share of satisfied with its interval, or that there are too few."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.programmes.queries.confirmation_values import ResultLine
from donghanh.faces.desk.confirmations import words
from donghanh.faces.desk.programmes import wording


def result_columns(first: str) -> list[dict[str, Any]]:
    """The columns of a table of results; `first` names what a row stands for."""
    return [
        {"key": "name", "label": first},
        {"key": "delivered", "label": _("Đã trao"), "kind": "number"},
        {"key": "sampled", "label": _("Được hỏi"), "kind": "number"},
        {"key": "answered", "label": _("Đã trả lời"), "kind": "number"},
        {"key": "response", "label": _("Tỷ lệ trả lời")},
        {"key": "satisfied", "label": _("Hài lòng")},
        {"key": "interval", "label": _("Khoảng tin cậy 95%")},
        {"key": "not_received", "label": _("Chưa nhận"), "kind": "number"},
    ]


def result_row(line: ResultLine) -> dict[str, Any]:
    """One row of results."""
    return {
        "name": wording.said(line, "name"),
        "delivered": line.delivered,
        "sampled": line.sampled,
        "asked": line.asked,
        "answered": line.answered,
        "response": words.percent(line.response_bp),
        "satisfied": _("ít quá, chưa kết luận") if line.is_too_few else words.percent(line.satisfied_bp),
        "interval": words.interval(line.low_bp, line.high_bp),
        "covered": words.percent(line.covered_bp),
        "is_all_covered": line.covered_bp == 10_000,
        "is_too_few": line.is_too_few,
        "not_received": line.not_received,
    }
