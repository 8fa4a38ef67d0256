"""A crew's day in order: moved by hand without a script, or arranged for the least travel after a look."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.apps.works import operations, queries
from donghanh.apps.works.permissions import may_plan
from donghanh.apps.works.queries import Proposal, VisitRow
from donghanh.faces.design.figures import written_number
from donghanh.faces.desk.asking import Standing, address, standing_of
from donghanh.faces.desk.works import wording
from donghanh.faces.desk.works.standing import works_page
from donghanh.faces.signin.asked import asked_day

OPEN = ("planned", "arrived")


@works_page
def day(request: HttpRequest) -> HttpResponse:
    """Show a crew's day, and with `?xep=1` what the least travel would look like."""
    standing, on, crew = standing_of(request), asked_day(request), _crew(request)
    rows = _rows(standing, on, crew)
    if request.method == "POST":
        return _made(request, standing, on, crew)
    wants = request.GET.get("xep") == "1"
    found = queries.day_proposal(actor=standing.actor, day=on, crew_id=crew) if wants and rows else None
    return render(request, "desk/works/day.html", _page(standing, on, crew, rows, found))


def _crew(request: HttpRequest) -> int | None:
    text = request.GET.get("to", "")
    if text in ("", "None"):
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Http404
    return int(text)


def _rows(standing: Standing, on: date, crew: int | None) -> list[VisitRow]:
    rows = queries.visits_of_day(actor=standing.actor, day=on, crew_id=crew)
    shown = [row for row in rows if row.state in OPEN and row.crew_id == crew]
    return sorted(shown, key=lambda row: row.position)


def _made(request: HttpRequest, standing: Standing, on: date, crew: int | None) -> HttpResponse:
    try:
        told = _acted(request, standing, on, crew)
    except NotFound:
        raise
    except (Refused, Forbidden) as reason:
        messages.error(request, wording.told(reason))
    else:
        messages.success(request, told)
    return redirect(_address(on, crew))


def _acted(request: HttpRequest, standing: Standing, on: date, crew: int | None) -> str:
    at = request.product_now  # type: ignore[attr-defined]
    if "arrange" in request.POST:
        seen = tuple(request.POST.get("seen", "").split())
        found = operations.arrange_day(actor=standing.actor, day=on, crew_id=crew, at=at, seen=seen)
        told = _("Đã xếp lại %(count)s lượt; quãng đường từ %(before)s m còn %(after)s m.")
        return told % {
            "count": len(found.proposed),
            "before": written_number(found.metres_before),
            "after": written_number(found.metres_after),
        }
    up = "up" in request.POST
    reference = request.POST.get("up" if up else "down", "")
    operations.place_visit(actor=standing.actor, reference=reference, day=on, up=up, at=at)
    return _("Đã đổi thứ tự của %(reference)s.") % {"reference": reference}


def _address(on: date, crew: int | None, **more: object) -> str:
    return address("desk-work-day", ngay=on.isoformat(), to="None" if crew is None else crew, **more)


def _page(
    standing: Standing, on: date, crew: int | None, rows: list[VisitRow], found: Proposal | None
) -> dict[str, Any]:
    names = [row.order for row in rows]
    back = address("desk-works", ngay=on.isoformat())
    title = rows[0].crew if rows and crew is not None else _("Chưa có tổ")
    return {
        "title": title,
        "day": on,
        "trail": [(_("Công việc"), back), (title, "")],
        "rows": [_line(row, place, len(rows)) for place, row in enumerate(rows)],
        "may_plan": bool(rows)
        and all(may_plan(actor=standing.actor, unit_code=row.unit_code) for row in rows),
        "preview_url": _address(on, crew, xep=1),
        "here": _address(on, crew),
        "proposal": _proposal(found, rows) if found else None,
        "orders": " ".join(names),
    }


def _line(row: VisitRow, place: int, count: int) -> dict[str, Any]:
    return {
        "number": place + 1,
        "order": row.order,
        "url": address("desk-work-order", row.order),
        "method": wording.said(row.method_vi, row.method_en),
        "name": row.name,
        "commune": row.commune,
        "area": wording.word(wording.AREAS, row.area_status),
        "area_tone": wording.AREA_TONES.get(row.area_status, "idle"),
        "state": wording.word(wording.VISIT_STATES, row.state),
        "tone": wording.TONES.get(row.state, "idle"),
        "is_first": place == 0,
        "is_last": place == count - 1,
    }


def _proposal(found: Proposal, rows: list[VisitRow]) -> dict[str, Any]:
    by_name = {row.order: row for row in rows}
    return {
        "rows": [by_name[name] for name in found.proposed if name in by_name],
        "seen": " ".join(found.proposed),
        "before": written_number(found.metres_before),
        "after": written_number(found.metres_after),
        "is_shorter": found.metres_after < found.metres_before,
        "is_estimate": found.is_estimate,
        "is_generated": found.is_generated,
        "known": found.known,
        "communes": found.communes,
    }
