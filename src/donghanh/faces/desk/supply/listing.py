"""`/ban/cap-dien/`: supplies by the step that comes next, the least time left first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donghanh.apps.supply import queries
from donghanh.apps.supply.values import SupplyList, SupplyRow
from donghanh.faces.design.figures import UNKNOWN
from donghanh.faces.design.wiring_words import STATES
from donghanh.faces.desk.asking import (
    Standing,
    address,
    asked_page,
    asked_word,
    options,
    standing_of,
    unit_names,
)
from donghanh.faces.desk.requests.standing import requests_page
from donghanh.faces.desk.requests.words import said, time_left
from donghanh.lawbook.supply_steps import read_supply_steps

VIEWS = ("open", "wiring", "over", "all")


@requests_page
def supplies(request: HttpRequest) -> HttpResponse:
    """Show a page of the list."""
    standing = standing_of(request)
    view = asked_word(request, "xem") or "open"
    wanted = {
        "step": asked_word(request, "buoc"), "unit_code": asked_word(request, "don-vi"),
        "view": view if view in VIEWS else "open",
    }  # fmt: skip
    found = queries.supply_list(actor=standing.actor, now=standing.now, page=asked_page(request), **wanted)
    return render(request, "desk/supply/list.html", _page(standing, found, wanted))


def _page(standing: Standing, found: SupplyList, wanted: dict[str, str]) -> dict[str, Any]:
    units = unit_names(standing)
    steps = {one.code: said(one.vi, one.en) for one in read_supply_steps().on(day=standing.today)}
    return {
        "total": found.total,
        "views": _tabs(wanted),
        "steps": options(_counted(found, steps)), "units": options(units), "chosen": wanted,
        "columns": _columns(
            with_unit=len(units) > 1, with_wiring=any(one.wiring for one in found.rows)
        ),
        "rows": [_row(one, standing, units) for one in found.rows],
        "caption": _("Các yêu cầu cấp điện và công việc theo bước"),
        "pages": {"number": found.page, "page_count": found.pages, "total_count": found.total},
        "requests_url": address("desk-requests"),
    }  # fmt: skip


def _counted(found: SupplyList, steps: dict[str, str]) -> dict[str, str]:
    """Steps before which something stands, with how many."""
    return {code: f"{steps.get(code, code)} ({count})" for code, count in found.by_step if code}


def _tabs(wanted: dict[str, str]) -> list[tuple[str, str, bool]]:
    words = {
        "open": _("Đang làm"), "wiring": _("Lắp dây miễn phí"), "over": _("Đã xong"), "all": _("Tất cả"),
    }  # fmt: skip
    return [
        (
            address("desk-supplies", xem="" if view == "open" else view, don_vi=wanted["unit_code"]),
            words[view],
            view == wanted["view"],
        )
        for view in VIEWS
    ]


def _columns(*, with_unit: bool, with_wiring: bool) -> list[dict[str, Any]]:
    columns: list[dict[str, Any]] = [
        {"key": "left", "label": _("Thời gian còn lại"), "kind": "status", "tone_key": "left_tone"},
        {"key": "code", "label": _("Mã"), "kind": "code", "url_key": "url"},
        {"key": "next", "label": _("Bước tiếp theo")},
        {"key": "service", "label": _("Dịch vụ")},
        {"key": "name", "label": _("Khách hàng")},
        {"key": "unit", "label": _("Đơn vị")},
        {"key": "due_at", "label": _("Hạn"), "kind": "moment"},
        {"key": "wiring", "label": _("Lắp dây miễn phí")},
    ]
    left_out = {"unit": not with_unit, "wiring": not with_wiring}
    return [one for one in columns if not left_out.get(one["key"])]


def _row(one: SupplyRow, standing: Standing, units: dict[str, str]) -> dict[str, Any]:
    left, tone = _left(one, standing)
    word, _tone = STATES.get(one.wiring, ("", ""))
    number = ", " + _("suất số %(number)s") % {"number": one.wiring_number} if one.wiring_number else ""
    return {
        "code": one.case_code, "url": address("desk-supply", one.case_code), "left": left, "left_tone": tone,
        "next": said(one.next_vi, one.next_en) or _("Đã xong các bước"), "name": one.name,
        "service": said(one.service_vi, one.service_en), "unit": units.get(one.unit_code, one.unit_code),
        "due_at": one.due_at, "wiring": f"{word}{number}" or UNKNOWN,
    }  # fmt: skip


def _left(one: SupplyRow, standing: Standing) -> tuple[str, str]:
    if one.is_over:
        return _("Đã dừng"), "idle"
    if one.next_step in ("", "confirm"):
        return (_("Trễ hạn"), "bad") if one.is_late else (_("Đúng hạn"), "good")
    return time_left(due_at=one.due_at, now=standing.now, is_paused=one.is_paused)
