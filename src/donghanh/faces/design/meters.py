"""Widths of bars: a progress bar with what is left, and target, approved, delivered, received as nested bars.

Everything is whole percentages or tenths, handed to SVG attributes; nothing here needs an inline style.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from donghanh.faces.design.figures import written_percent


def percent_width(*, part: int, whole: int) -> str:
    """
    Write a share of `whole` as an SVG percentage with one decimal, kept between 0 and 100.

    >>> percent_width(part=1, whole=3)
    '33.3%'
    """
    if whole <= 0:
        return "0%"
    tenths = max(0, min(1000, part * 1000 // whole))
    return f"{tenths // 10}.{tenths % 10}%"


def progress_figures(*, done: int, total: int | None, label: str, unit: str, poll_url: str) -> dict[str, Any]:
    """Give the progress bar its figures; `left` is None while the total is not known."""
    return {
        "done": done,
        "total": total,
        "left": None if total is None else max(0, total - done),
        "share": "" if total is None else written_percent(done, total),
        "finished": total is not None and done >= total,
        "label": label,
        "unit": unit,
        "poll_url": poll_url,
    }


def stacked_figures(
    *, counts: Mapping[str, int], label: str, urls: Mapping[str, str], compact: bool
) -> dict[str, Any]:
    """
    Give the nested bars their widths on one scale, the largest of the four counts.

    counts : target, approved, delivered, received [count]; each later one is a part of the earlier
    urls   : per name, the list that stands behind the number
    """
    names = {
        "target": _("Chỉ tiêu"),
        "approved": _("Đã duyệt"),
        "delivered": _("Đã trao"),
        "received": _("Đã nhận"),
    }
    scale = max([1, *counts.values()])
    parts = [_part(key, name, counts, urls, scale) for key, name in names.items()]
    spoken = ", ".join(f"{part['name']} {part['count']}" for part in parts)
    return {
        "parts": parts,
        "label": label,
        "spoken": f"{label}: {spoken}" if label else spoken,
        "compact": compact,
    }


def _part(
    key: str, name: str, counts: Mapping[str, int], urls: Mapping[str, str], scale: int
) -> dict[str, Any]:
    count = counts.get(key) or 0
    width = percent_width(part=count, whole=scale)
    return {
        "key": key,
        "name": name,
        "count": count,
        "width": width,
        "url": urls.get(key, ""),
    }
