"""How hours of work are written, and what must hold of them; for `office_hours`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from donghanh.lawbook.dated_books import Listing, Said
from donghanh.lawbook.dates import readable_span
from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.shapes import ANY, FREE, TEXT

KIND = "office_hours"
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
STRETCH = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
LISTING = Listing(
    kind=KIND,
    shape={
        "week": {ANY: [TEXT]},
        "make_up_day": [TEXT],
        "half_days": [{"vi": TEXT, "en": TEXT, "hours": [TEXT], ANY: FREE}],
    },
    needed=frozenset({"week", "make_up_day"}),
    allowed=frozenset({"half_days"}),
)

Stretches = tuple[tuple[int, int], ...]
"""[minutes after midnight] From and until of each stretch of work, half-open, in order."""


def stretches(said: Sequence[str]) -> Stretches:
    """Read "07:30-11:30"; what is no stretch is left to the check."""
    found = [STRETCH.fullmatch(one) for one in said]
    minutes = [[int(part) for part in one.groups()] for one in found if one is not None]
    return tuple((start * 60 + past, end * 60 + over) for start, past, end, over in minutes)


def check_hours_entry(document: Document, at: At, said: Said) -> Iterator[Problem]:
    """Report what is wrong with the week, the make-up day and the half-days of one entry."""
    week = said.get("week") or {}
    for day, hours in week.items():
        if day not in WEEK:
            yield unknown_word(document, "week", day, WEEK, *at, "week")
        yield from _check_hours(document, (*at, "week", day), hours or ())
    yield from _check_hours(document, (*at, "make_up_day"), said.get("make_up_day") or ())
    yield from _check_half_days(document, at, said)


def _check_hours(document: Document, at: At, hours: Sequence[str]) -> Iterator[Problem]:
    if any(STRETCH.fullmatch(one) is None for one in hours):
        text = f'{", ".join(map(repr, hours))}; expected stretches in quotes, "07:30-11:30".'
        yield document.problem("not-hours", text, *at)
        return
    reached = 0
    for start, until in stretches(hours):
        if start < reached or until <= start or until > 24 * 60:
            text = (
                f"{', '.join(hours)}: each stretch begins where or after the one before ends, before 24:00."
            )
            yield document.problem("hours-overlap", text, *at)
            return
        reached = until


def _check_half_days(document: Document, at: At, said: Said) -> Iterator[Problem]:
    span, seen = readable_span(said), set[Any]()
    for place, one in document.entries(*at, "half_days"):
        needed = {"day", "hours", "vi", "en"}
        yield from check_keys(document=document, at=place, entry=one, needed=needed, allowed=set())
        yield from _check_hours(document, (*place, "hours"), one.get("hours") or ())
        day = one.get("day")
        if not isinstance(day, date) or isinstance(day, datetime):
            yield document.problem("not-a-day", f"`day` is {day!r}; expected a day, 2022-01-28.", *place)
        elif span is not None and day not in span:
            text = f"{day} is not in the days of this entry; move it to its own."
            yield document.problem("day-outside", text, *place)
        if day in seen:
            yield document.problem("day-repeated", f"{day} is said twice; keep one.", *place)
        seen.add(day)
