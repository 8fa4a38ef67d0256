"""The crew's day: the visits of today in their order, and those of tomorrow to prepare for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from donghanh.apps.works.queries import FieldVisit
from donghanh.faces.field import words, works_door
from donghanh.faces.field.frame import field_page, kept_for, on_day
from donghanh.faces.signin.doors import desk_page


@desk_page(roles=("crew",))
def today(request: HttpRequest) -> HttpResponse:
    """List the visits of today, or of tomorrow when asked; no other day is shown on a phone."""
    now = request.product_now  # type: ignore[attr-defined]
    day = works_door.asked_day(request)
    found = works_door.day_of(actor=request.actor, day=day, at=now)  # type: ignore[attr-defined]
    rows = [_row(one, day) for one in found.visits]
    context = {
        **field_page(request, day=day),
        "is_tomorrow": day != now.date(),
        "rows": rows,
        "left": sum(1 for row in rows if row["is_open"]),
        "tomorrow_url": on_day(reverse("field-today"), now.date() + works_door.AHEAD),
    }
    return kept_for(render(request, "field/today.html", context), day=day)


def _row(one: FieldVisit, day: date) -> dict[str, Any]:
    return {
        "visit": one,
        "kind": words.said(words.KINDS, one.kind),
        "status": words.state(one.state),
        "is_open": one.state in words.OPEN,
        "area": words.area(one.area_status),
        "url": on_day(reverse("field-visit", args=[one.order]), day),
    }
