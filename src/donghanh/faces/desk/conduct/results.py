"""Results: each unit on the map with its ratings and intervals; each person for who may see it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.apps.conduct import queries
from donghanh.apps.conduct.permissions import may_see_people
from donghanh.apps.conduct.queries import RatedLine, RatingResults, UnitConduct
from donghanh.apps.organisation import queries as organisation
from donghanh.faces.desk.asking import Standing, address, standing_of
from donghanh.faces.desk.conduct import wording
from donghanh.faces.desk.conduct.standing import conduct_page, tabs
from donghanh.faces.signin.asked import asked_day

MARK = 7_000
"""For the colour of a tile alone: good where the whole interval lies above, bad where it lies below [bp]."""


@conduct_page
def results(request: HttpRequest) -> HttpResponse:
    """Show the units in sight, for the month of the day that is asked for."""
    standing = standing_of(request)
    first, until = _month(asked_day(request))
    found = queries.unit_results(actor=standing.actor, from_on=first, until_on=until)
    conduct = queries.conduct_by_unit(actor=standing.actor, day=standing.today)
    rated = {line.of: line for line in found.lines}
    places = {line.of: place for place, line in enumerate(found.lines)}
    # The surest first, as the query orders them; who invited nobody stands last.
    conduct = sorted(conduct, key=lambda one: places.get(one.unit_code, len(places)))
    rows = [_unit_line(standing, one, rated.get(one.unit_code), first) for one in conduct]
    context = {
        **_common(standing, found, first, until),
        "tiles": [_tile(one, rated.get(one.unit_code)) for one in conduct],
        "rows": rows,
        "columns": _unit_columns(),
        "kinds": _kinds(found.total),
        "kind_columns": _kind_columns(),
    }
    return render(request, "desk/conduct/results.html", context)


@conduct_page
def mine(request: HttpRequest) -> HttpResponse:
    """Show everybody of the staff how the own contacts were rated."""
    standing = standing_of(request)
    first, until = _month(asked_day(request))
    found = queries.own_results(actor=standing.actor, from_on=first, until_on=until)
    context = _common(standing, found, first, until)
    context["tabs"] = tabs(here="mine", actor=standing.actor, day=standing.today)
    return render(request, "desk/conduct/mine.html", context)


@conduct_page
def people(request: HttpRequest, unit: str) -> HttpResponse:
    """Show each person of a unit and what customers wrote: for its head and the Office alone."""
    standing = standing_of(request)
    first, until = _month(asked_day(request))
    asked = {"actor": standing.actor, "unit_code": unit, "from_on": first, "until_on": until}
    found = queries.person_results(**asked)
    name = organisation.unit(code=unit, day=standing.today).name(get_language() or "vi")
    context = {
        **_common(standing, found, first, until),
        "name": name,
        "trail": [
            (_("Tác phong"), address("desk-conduct")),
            (_("Kết quả, đánh giá"), address("desk-conduct-results")),
            (name, ""),
        ],
        "rows": [{"name": line.name, **_rated(line)} for line in found.lines],
        "columns": [{"key": "name", "label": _("Người phục vụ")}, *_rated_columns()],
        "comments": [
            {
                "words": one.words,
                "on": one.said_on,
                "person": one.person,
                "contact": wording.word(wording.CONTACTS, one.contact_kind),
            }
            for one in queries.comments(**asked)
        ],
    }
    return render(request, "desk/conduct/people.html", context)


def _month(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1)


def _common(standing: Standing, found: RatingResults, first: date, until: date) -> dict[str, Any]:
    return {
        "tabs": tabs(here="results", actor=standing.actor, day=standing.today),
        "found": found,
        "total": _rated(found.total),
        "month": f"{first:%m/%Y}",
        "before": f"?ngay={first - timedelta(days=1):%Y-%m-%d}",
        "after": f"?ngay={until:%Y-%m-%d}" if until <= standing.today else "",
    }


def _rated(line: RatedLine | None) -> dict[str, Any]:
    if line is None:
        return {"invited": 0, "answered": 0, "response": "–", "satisfied": "–", "interval": "–"}
    too_few = line.is_too_few and line.invited
    return {
        "invited": line.invited,
        "answered": line.answered,
        "response": wording.percent(line.response_bp),
        "satisfied": _("ít câu trả lời") if too_few else wording.percent(line.satisfied_bp),
        "interval": wording.interval(line.low_bp, line.high_bp),
        "covered": wording.percent(line.covered_bp),
        "is_all_covered": line.covered_bp in (None, 10_000),
    }


def _rated_columns() -> list[dict[str, object]]:
    return [
        {"key": "invited", "label": _("Đã mời"), "kind": "number"},
        {"key": "answered", "label": _("Đã trả lời"), "kind": "number"},
        {"key": "response", "label": _("Tỷ lệ trả lời")},
        {"key": "satisfied", "label": _("Hài lòng")},
        {"key": "interval", "label": _("Khoảng 95 %")},
    ]


def _unit_line(standing: Standing, one: UnitConduct, rated: RatedLine | None, first: date) -> dict[str, Any]:
    may_open = may_see_people(actor=standing.actor, unit_code=one.unit_code)
    url = address("desk-conduct-people", one.unit_code, ngay=first.isoformat())
    return {
        "unit": wording.said(one.unit_vi, one.unit_en),
        "url": url if may_open else "",
        **_rated(rated),
        "inspected": one.inspected,
        "points": wording.percent(one.share_bp),
        "open": one.open,
        "late": one.late,
    }


def _unit_columns() -> list[dict[str, object]]:
    return [
        {"key": "unit", "label": _("Điện lực"), "url_key": "url"},
        *_rated_columns(),
        {"key": "inspected", "label": _("Lượt kiểm tra"), "kind": "number"},
        {"key": "points", "label": _("Điểm kiểm tra")},
        {"key": "open", "label": _("Thiếu sót còn mở"), "kind": "number"},
        {"key": "late", "label": _("Quá hạn"), "kind": "number"},
    ]


def _tile(one: UnitConduct, rated: RatedLine | None) -> dict[str, Any]:
    share = rated.satisfied_bp if rated else None
    tone = _tone(rated)
    names = {"good": _("Tốt"), "warn": _("Chưa đủ chắc"), "bad": _("Cần chú ý"), "idle": _("Ít câu trả lời")}
    return {
        "unit_code": one.unit_code,
        "name": wording.said(one.unit_vi, one.unit_en),
        "figure": wording.percent(share),
        "word": names[tone],
        "tone": tone,
    }


def _tone(rated: RatedLine | None) -> str:
    if rated is None or rated.low_bp is None or rated.high_bp is None:
        return "idle"
    return "good" if rated.low_bp >= MARK else "bad" if rated.high_bp < MARK else "warn"


def _kinds(total: RatedLine) -> list[dict[str, Any]]:
    return [
        {
            "kind": wording.word(wording.CONTACTS, one.kind),
            "invited": one.invited,
            "answered": one.answered,
            "satisfied": one.satisfied,
            "weight": wording.percent(one.weight_bp),
        }
        for one in total.kinds
    ]


def _kind_columns() -> list[dict[str, object]]:
    return [
        {"key": "kind", "label": _("Loại tiếp xúc")},
        {"key": "invited", "label": _("Đã mời"), "kind": "number"},
        {"key": "answered", "label": _("Đã trả lời"), "kind": "number"},
        {"key": "satisfied", "label": _("Hài lòng"), "kind": "number"},
        {"key": "weight", "label": _("Trọng số")},
    ]
