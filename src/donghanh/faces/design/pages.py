"""The small parts of a page: tabs, names with values, life cycles, and the states a place can be in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.template import Context
from django.utils.translation import gettext as _

STATES = ("empty", "first_use", "loading", "error", "forbidden")


def why() -> str:
    """Give the question that opens an explanation."""
    return _("Vì sao?")


def query_of(context: Context) -> QueryDict:
    """Give the filters that stand in the address of this request; none when there is no request."""
    return getattr(context.get("request"), "GET", QueryDict())


def tab(item: Sequence[Any]) -> dict[str, Any]:
    """Name the parts of a tab (url, label, active) with its optional count."""
    url, label, active, *count = item
    return {
        "url": url,
        "label": label,
        "active": active,
        "count": count[0] if count else None,
    }


def key_value(row: Sequence[Any]) -> dict[str, Any]:
    """Name the parts of a row (name, value) with its optional explanation."""
    name, value, *why_text = row
    return {"name": name, "value": value, "why": why_text[0] if why_text else ""}


def life_cycle_steps(*, steps: Sequence[tuple[str, str]], current: str, stopped: str) -> dict[str, Any]:
    """Say of each step whether it is done, current or still ahead."""
    keys = [key for key, _label in steps]
    here = keys.index(current) if current in keys else -1
    places = ("done", "current", "ahead")
    drawn = [
        {"label": label, "place": places[(at > here) + (at >= here)]}
        for at, (_key, label) in enumerate(steps)
    ]
    return {"steps": drawn, "stopped": stopped}


def state(*, kind: str, title: str, text: str, action: tuple[str, str]) -> dict[str, Any]:
    """Give a state its icon and, where the page says nothing better, its words."""
    icons = {
        "empty": "empty",
        "first_use": "start",
        "loading": "clock",
        "error": "warning",
        "forbidden": "lock",
    }
    words = {
        "empty": (
            _("Không có mục nào"),
            _("Không có gì khớp với bộ lọc. Hãy bỏ bớt điều kiện rồi thử lại."),
        ),
        "first_use": (
            _("Chưa có dữ liệu"),
            _("Mục này sẽ có dữ liệu sau bước đầu tiên."),
        ),
        "loading": (_("Đang tải"), _("Trang sẽ tự cập nhật khi có kết quả.")),
        "error": (
            _("Chưa đọc được dữ liệu"),
            _("Dữ liệu đã lưu không bị ảnh hưởng. Hãy tải lại trang."),
        ),
        "forbidden": (
            _("Không có quyền xem"),
            _("Vai trò của anh/chị không bao gồm mục này."),
        ),
    }
    said = words[kind]
    label, url = action
    return {
        "kind": kind,
        "icon": icons[kind],
        "title": title or said[0],
        "text": text or said[1],
        "action_label": label,
        "action_url": url,
    }
