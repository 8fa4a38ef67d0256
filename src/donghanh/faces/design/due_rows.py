"""A due time as finished rows: each day in order, counted with its number or left out with why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.faces.design.figures import written_day
from donghanh.lawbook.due_telling import DaySkipped, DueTold
from donghanh.lawbook.services import read_services


def drawn(told: DueTold) -> dict[str, Any]:
    """Everything that the component shows, in the page's language."""
    said = "en" if (get_language() or "vi").startswith("en") else "vi"
    words = read_services().words
    return {
        "name": getattr(told, said),
        "clock": words.clock_text(clock=(told.clock, told.amount), language=said),
        "received_at": told.received_at,
        "due_at": told.due_at,
        "days": days(counted=told.counted, skipped=told.skipped),
        "pauses": told.pauses,
        "paused": length(told.paused_seconds),
        "rules": [(getattr(rule, said), rule.is_confirmed) for rule in told.rules],
        "source": told.source,
        "hours_source": told.hours_source,
    }


def days(*, counted: Sequence[date], skipped: Sequence[DaySkipped]) -> list[dict[str, Any]]:
    """The days in order: `number` of a counted one, `why` of one left out."""
    said = "en" if (get_language() or "vi").startswith("en") else "vi"
    numbers: dict[date, Any] = {day: number for number, day in enumerate(counted, start=1)}
    whys = {one.date: getattr(one, said) for one in skipped}
    return [
        {"day": written_day(day), "number": numbers.get(day), "why": whys.get(day, "")}
        for day in sorted([*numbers, *whys])
    ]


def length(seconds: int) -> str:
    """Write a length in hours and minutes; nothing for none."""
    hours, minutes = divmod(seconds // 60, 60)
    return _("%(hours)d giờ %(minutes)d phút") % {"hours": hours, "minutes": minutes} if seconds else ""
