"""What of the queue is shown: filters read from the address and written back into addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from donghanh.apps.requests.values import Load, QueueFilters
from donghanh.faces.desk.asking import address, asked_word

VIEWS = ("open", "late", "today", "paused", "answered", "unread", "uncaused", "over", "all")
NAMES = {
    "xem": "view", "don-vi": "unit_code", "noi": "desk", "nhom": "group", "dich-vu": "service_code",
    "kenh": "channel", "trang-thai": "state", "nguoi": "responsible", "su-viec": "incident", "q": "text",
}  # fmt: skip
IN_THE_BAR = frozenset({"don-vi", "dich-vu", "kenh", "trang-thai", "nguoi", "q"})


@dataclass(frozen=True)
class Shown:
    """The wishes as the filter bar shows them."""

    q: str
    unit: str
    service: str
    channel: str
    state: str
    person: str

    @classmethod
    def of(cls, asked: QueueFilters) -> Shown:
        return cls(
            asked.text, asked.unit_code, asked.service_code, asked.channel, asked.state, asked.responsible
        )


def asked_filters(request: HttpRequest) -> QueueFilters:
    """Read the wishes; a view that does not exist is the open ones."""
    wishes: dict[str, Any] = {name: asked_word(request, key) for key, name in NAMES.items()}
    if wishes["view"] not in VIEWS:
        wishes["view"] = "open"
    return QueueFilters(**wishes)


def queue_address(asked: QueueFilters) -> str:
    """The address of the queue with these wishes; what is the usual is left out."""
    usual = QueueFilters()
    wishes = {key: getattr(asked, name) for key, name in NAMES.items()}
    changed = {key: one for key, one in wishes.items() if one != getattr(usual, NAMES[key])}
    return address("desk-requests", **changed)


def view_tabs(asked: QueueFilters, *, late_count: int) -> list[tuple[Any, ...]]:
    """The views of the queue as tabs that keep the filters; late ones with their count."""
    labels = {
        "open": _("Đang mở"), "late": _("Quá hạn"), "today": _("Đến hạn hôm nay"), "paused": _("Tạm dừng"),
        "answered": _("Đã trả lời"), "unread": _("Thư chưa đọc"), "uncaused": _("Chưa ghi nguyên nhân"),
        "over": _("Đã xong"), "all": _("Tất cả"),
    }  # fmt: skip
    mine = replace(QueueFilters(), responsible="me")
    tabs: list[tuple[Any, ...]] = [(queue_address(mine), _("Của tôi"), asked == mine)]
    for view in VIEWS:
        count = (late_count,) if view == "late" else ()
        is_here = asked.view == view and asked != mine
        tabs.append((queue_address(replace(asked, view=view)), labels[view], is_here, *count))
    return [*tabs[1:3], tabs[0], *tabs[3:]]


def kept_wishes(asked: QueueFilters) -> list[tuple[str, str]]:
    """Wishes that the filter bar does not show and must not lose."""
    usual = QueueFilters()
    return [
        (key, getattr(asked, name))
        for key, name in NAMES.items()
        if key not in IN_THE_BAR and getattr(asked, name) != getattr(usual, name)
    ]


def narrowed(asked: QueueFilters) -> str:
    """What narrows the list besides the bar, in words."""
    parts = [
        _("Chỉ sự việc %(code)s.") % {"code": asked.incident} if asked.incident else "",
    ]
    return " ".join(part for part in parts if part)


def person_options(load: Sequence[Load]) -> list[tuple[str, str]]:
    """Everybody, oneself, nobody, and each person by name."""
    named = sorted(((one.username, one.full_name) for one in load), key=lambda one: one[1])
    return [("", _("Tất cả")), ("me", _("Của tôi")), ("nobody", _("Chưa ai nhận")), *named]
