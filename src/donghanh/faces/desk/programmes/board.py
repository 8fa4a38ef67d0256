"""
The board: where the appreciation months stand at the end of a day, worst first, each number opens its list.

One query for the board itself; rows, tiles and time line are laid out from it as plain values.
"""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donghanh.apps.programmes.permissions import may_plan
from donghanh.apps.programmes.queries import board as queries
from donghanh.faces.desk.conduct.strip import waiting_strip
from donghanh.faces.desk.programmes import board_rows, board_sheets, board_times, reports, wording
from donghanh.faces.desk.programmes.sheets import workbook
from donghanh.faces.desk.programmes.standing import Standing, page_address, programme_page, standing_of
from donghanh.faces.desk.requests.strip import due_strip


@programme_page()
def board(request: HttpRequest) -> HttpResponse:
    """Show the board as of a day; `?don-vi=` shows one unit's figures instead of all together."""
    standing = standing_of(request)
    counted = queries.board(actor=standing.actor, campaign_code=standing.campaign_code, as_of=standing.day)
    unit = board_rows.unit_asked(board=counted, code=request.GET.get("don-vi", ""))
    code = unit.unit_code if unit else ""
    lines = board_rows.activity_rows(board=counted, standing=standing, unit_code=code)
    now = request.product_now  # type: ignore[attr-defined]
    context = {
        "name": wording.said(counted, "name"),
        "motto": wording.said(counted, "motto"),
        "standing": standing,
        "unit": unit and {"code": code, "name": wording.said(unit, "name")},
        "days": _days(standing),
        "course": _course(counted),
        "summary": board_rows.summary(rows=lines),
        "rows": lines,
        "measures": board_rows.measure_rows(board=counted, standing=standing),
        "tiles": board_rows.tile_rows(board=counted, standing=standing, unit=unit),
        "times": board_times.time_rows(board=counted, rows=lines),
        "scale": board_times.scale(board=counted),
        "days_table": [] if unit else board_times.day_rows(board=counted),
        "links": _links(standing, code),
        "due_cases": due_strip(actor=standing.actor, now=now),
        "conduct_waits": waiting_strip(actor=standing.actor, day=standing.today),
    }
    return render(request, "desk/programmes/board.html", context)


@programme_page()
def board_export(request: HttpRequest) -> HttpResponse:
    """Give the same board as a workbook: activities, units, days."""
    standing = standing_of(request)
    counted = queries.board(actor=standing.actor, campaign_code=standing.campaign_code, as_of=standing.day)
    name = f"{counted.campaign_code}-{standing.day:%Y-%m-%d}"
    return workbook(name=name, sheets=board_sheets.sheets(board=counted, standing=standing))


def _days(standing: Standing) -> dict[str, object]:
    """The days before and after, by their addresses; the day after only up to today."""

    def address(offset: int) -> str:
        other = standing.day + timedelta(days=offset)
        kept = {"ngay": other.isoformat() if other != standing.today else "", "dot": standing.dot}
        query = "&".join(f"{key}={value}" for key, value in kept.items() if value)
        return f"{page_address('desk-board')}{'?' + query if query else ''}"

    return {
        "day": standing.day,
        "before": address(-1),
        "after": address(1) if standing.day < standing.today else "",
        "today": "" if standing.is_today else address((standing.today - standing.day).days),
        "is_ahead": standing.day > standing.today,
    }


def _course(counted: queries.Board) -> dict[str, object]:
    """How far the campaign is: day N of M, or how many days before or after it."""
    whole = (counted.until_on - counted.from_on).days
    number = (counted.as_of - counted.from_on).days + 1
    if number < 1:
        told = _("Còn %(count)s ngày nữa bắt đầu") % {"count": 1 - number}
    elif number > whole:
        told = _("Đã kết thúc được %(count)s ngày") % {"count": number - whole}
    else:
        told = _("Ngày %(number)s trên %(whole)s") % {"number": number, "whole": whole}
    last = counted.until_on - timedelta(days=1)
    return {"told": told, "from_on": counted.from_on, "last": last}


def _links(standing: Standing, unit_code: str) -> dict[str, str]:
    plans = may_plan(actor=standing.actor)
    return {
        "whole": standing.link("desk-board"),
        "export": standing.link("desk-board-export"),
        "benefits": standing.link("desk-benefits", don_vi=unit_code),
        "nominate": standing.link("desk-nominate") if standing.may_nominate else "",
        "lists": standing.link("desk-lists"),
        "reports": standing.link("desk-reports") if standing.actor.roles.intersection(reports.SEE) else "",
        "draws": standing.link("desk-draws"),
        "campaigns": standing.link("desk-campaigns") if plans else "",
    }
