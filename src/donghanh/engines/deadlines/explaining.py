"""
One due time, explained: which days were counted, which were left out and why, what pauses gave back.

For a page, a command, a paper. The due time itself is that of `reckoning`, on a frame of length one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from donghanh.engines.deadlines.reckoning import due_many
from donghanh.engines.deadlines.working import EPOCH, WorkTimes
from donghanh.kernel.case_tables import CLOCKED, PAUSES
from donghanh.kernel.worktime import SATURDAY, WorkCalendar, is_working_day

WHYS = ("weekend", "holiday", "tet")
COUNTED_FROM = {"working_days": 1, "working_hours": 0}
"""Days after the start's from which days are counted."""


@dataclass(frozen=True)
class Skipped:
    """A day that was not counted; `why` is one of WHYS."""

    date: date
    why: str


@dataclass(frozen=True)
class Due:
    """
    When it is due.

    counted : working days from the first to the last; empty for clocks that run day and night
    skipped : days between that were not counted
    paused_seconds : what pauses gave back, in the time that the clock counts
    """

    due_at: datetime
    due_on: date
    counted: tuple[date, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    paused_seconds: int = 0


def due(
    *,
    clock: tuple[str, int],
    start_at: datetime,
    pauses: Iterable[tuple[datetime, datetime | None]] = (),
    as_of: datetime,
    work: WorkTimes,
) -> Due:
    """
    Reckon one due time and explain it.

    clock  : kind, one of CLOCK_KINDS, and amount
    pauses : first moment, first moment after or None while it lasts
    raises : Beyond; ValueError for a naive instant, an unknown clock, a negative amount
    """
    kind, amount = clock
    if amount < 0 or (kind == "working_days" and amount < 1):
        raise ValueError(f"A clock of {amount} {kind}; expected one or more.")
    told = [(1, *_aware(start, until)) for start, until in pauses]
    row = due_many(
        clocked=pl.DataFrame([(1, kind, amount, *_aware(start_at))], schema=CLOCKED.schema, orient="row"),
        pauses=pl.DataFrame(told, schema=PAUSES.schema, orient="row"),
        as_of=as_of,
        work=work,
    ).row(0, named=True)
    first = work.days_of(int(start_at.timestamp()) * 1_000_000)
    counted, skipped = _days(kind, EPOCH + timedelta(days=int(first)), row["due_on"], work.calendar)
    return Due(row["due_at"], row["due_on"], counted, skipped, row["paused_seconds"])


def _aware(*instants: datetime | None) -> tuple[datetime | None, ...]:
    for at in instants:
        if at is not None and at.tzinfo is None:
            raise ValueError(f"{at} has no zone; hand over an aware instant.")
    return instants


def _days(
    kind: str, first: date, last: date, calendar: WorkCalendar
) -> tuple[tuple[date, ...], tuple[Skipped, ...]]:
    if kind not in COUNTED_FROM:
        return (), ()
    days = [first + timedelta(days=at) for at in range(COUNTED_FROM[kind], (last - first).days + 1)]
    counted = tuple(day for day in days if is_working_day(day=day, calendar=calendar))
    return counted, tuple(
        Skipped(day, why_skipped(day=day, calendar=calendar)) for day in days if day not in counted
    )


def why_skipped(*, day: date, calendar: WorkCalendar) -> str:
    """Why a day is not worked: Tết, else a weekend, else a day off that was announced."""
    if day in calendar.tet_days:
        return "tet"
    return "weekend" if day.weekday() >= SATURDAY and day not in calendar.days_off else "holiday"
