"""What every page of the field gives to its frame and scripts, and the headers by which a phone keeps it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from donghanh.faces.field.texts import TEXTS


def field_page(request: HttpRequest, *, day: date) -> dict[str, Any]:
    """Give the frame its plain values: the person, the day, the scope, the scripts' texts."""
    actor = request.actor  # type: ignore[attr-defined]
    return {
        "day": day,
        "person": actor.username if actor else "",
        "texts": TEXTS.items(),
        "scope": reverse("field-today"),
    }


def on_day(address: str, day: date) -> str:
    """An address with its day, so that a phone finds next morning what it kept the day before."""
    return f"{address}?ngay={day.isoformat()}"


def kept_for(answer: HttpResponse, *, day: date, order: str = "") -> HttpResponse:
    """Mark a page that the phone may keep, with the day after which it is wiped."""
    answer["X-Field-Day"] = day.isoformat()
    answer["X-Field-Order"] = order
    answer["Cache-Control"] = "private, no-cache"
    return answer
