"""The list behind the share of calls answered in time: each call, how long it rang, the worst first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from donghanh.apps.requests.queries.calls import OUTCOMES, CallRow, calls_behind
from donghanh.faces.design.figures import written_day, written_number
from donghanh.faces.desk.asking import asked_page, asked_word, standing_of, unit_names
from donghanh.faces.desk.requests.figure_links import Window, asked_window
from donghanh.faces.desk.requests.standing import requests_page


@requests_page
def calls(request: HttpRequest) -> HttpResponse:
    """List the calls that the figure counts."""
    standing = standing_of(request)
    window = asked_window(request, standing)
    outcome = asked_word(request, "ket-qua")
    outcome = outcome if outcome in OUTCOMES else ""
    found = calls_behind(
        actor=standing.actor, on=window.on, from_on=window.from_on, until_on=window.until_on,
        unit_code=window.unit, outcome=outcome, page=asked_page(request),
    )  # fmt: skip
    units = unit_names(standing)
    context = {
        "told": _told(window, found.total, units.get(window.unit, window.unit)),
        "trail": [(_("Chỉ tiêu yêu cầu"), window.link()), (_("Các cuộc gọi"), "")],
        "views": [
            (window.calls(outcome=one), label, one == outcome) for one, label in _names(found.limit_seconds)
        ],
        "columns": _columns(with_unit=len(units) > 1),
        "rows": [_row(one, units, found.limit_seconds) for one in found.rows],
        "pages": {"number": found.page, "page_count": found.pages, "total_count": found.total},
    }  # fmt: skip
    return render(request, "desk/requests/calls.html", context)


def _names(limit: int) -> list[tuple[str, str]]:
    return [
        ("", _("Tất cả")),
        ("kept", _("Trong %(count)s giây") % {"count": limit}),
        ("late", _("Sau %(count)s giây") % {"count": limit}),
        ("unanswered", _("Gọi nhỡ")),
    ]


def _told(window: Window, total: int, unit: str) -> str:
    parts = [
        ngettext("%(count)s cuộc gọi", "%(count)s cuộc gọi", total) % {"count": written_number(total)},
        unit,
        _("từ %(from)s đến %(last)s, như hết ngày %(on)s") % {
            "from": written_day(window.from_on), "last": written_day(window.last),
            "on": written_day(window.on),
        },
        _("không lưu ai gọi"),
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)


def _columns(*, with_unit: bool) -> list[dict[str, str]]:
    columns = [
        {"key": "outcome", "label": _("Kết quả"), "kind": "status", "tone_key": "tone"},
        {"key": "rang_at", "label": _("Chuông reo lúc"), "kind": "moment"},
        {"key": "waited", "label": _("Chờ (giây)"), "kind": "number"},
        {"key": "unit", "label": _("Đơn vị")},
        {"key": "call_id", "label": _("Mã cuộc gọi"), "kind": "code"},
    ]
    return [one for one in columns if with_unit or one["key"] != "unit"]


def _row(one: CallRow, units: dict[str, str], limit: int) -> dict[str, object]:
    tones = {"kept": "good", "late": "warn", "unanswered": "bad"}
    return {
        "outcome": dict(_names(limit))[one.outcome], "tone": tones[one.outcome], "rang_at": one.rang_at,
        "waited": one.waited_seconds, "unit": units.get(one.unit_code, one.unit_code) or _("Công ty"),
        "call_id": one.call_id,
    }  # fmt: skip
