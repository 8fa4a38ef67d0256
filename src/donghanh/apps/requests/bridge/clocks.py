"""
From a case's rows to the engine of deadlines: one case, or all of a page, by the same formula.

A pause that nobody ended stops counting where the longest of its reason ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from donghanh.apps.requests.bridge.working import (
    ZONE,
    Due,
    local_day,
    pause_findings,
    reckon_due,
    reckon_many,
    working_spans,
)
from donghanh.apps.requests.models import Case, CasePause
from donghanh.apps.requests.values import SkippedDay

__all__ = [
    "ZONE", "Due", "Pause", "due_of", "dues_of", "end_of", "local_day", "pause_findings", "pauses_of",
    "reckon", "refresh", "skipped_of", "start_of", "until_of", "working_spans",
]  # fmt: skip


@dataclass(frozen=True)
class Pause:
    """A pause of a case: `until_at` is None while it lasts."""

    from_at: datetime
    until_at: datetime | None
    reason: str


def start_of(day: date) -> datetime:
    """The first moment of a day of the company, in UTC as columns have it."""
    return datetime.combine(day, time(0), tzinfo=ZONE).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last moment of a day of the company: what happened by then is known."""
    return start_of(day + timedelta(days=1)) - timedelta(microseconds=1)


def until_of(*, pause: CasePause, as_of: datetime) -> datetime | None:
    """Where a pause ended, as known at a moment: by somebody, or by its longest; None while it lasts."""
    end = getattr(pause, "end", None)
    if end is not None and end.until_at <= as_of:
        return end.until_at
    reached = pause.ends_by_at is not None and pause.ends_by_at <= as_of
    return pause.ends_by_at if reached else None


def pauses_of(*, rows: Iterable[CasePause], as_of: datetime) -> tuple[Pause, ...]:
    """The pauses of a case as the engine takes them."""
    return tuple(Pause(row.from_at, until_of(pause=row, as_of=as_of), row.reason) for row in rows)


def due_of(*, case: Case, pauses: tuple[Pause, ...], as_of: datetime) -> Due | None:
    """The due time of a case as of a moment; None while its clock has not started."""
    if case.starts_at is None:
        return None
    return reckon(
        clock=(case.clock_kind, case.clock_amount), start=case.starts_at, pauses=pauses, as_of=as_of
    )


def reckon(
    *, clock: tuple[str, int], start: datetime, pauses: tuple[Pause, ...] = (), as_of: datetime
) -> Due:
    """The due time of a clock; a pause that lasts gives back what it has taken until `as_of`."""
    ended = tuple((one.from_at, one.until_at or as_of) for one in pauses)
    return reckon_due(clock=clock, start=start, pauses=ended)


def refresh(*, case: Case, as_of: datetime) -> None:
    """Write the copies of what the engine says upon a case; the caller saves it."""
    rows = list(case.pauses.select_related("end")) if case.pk else []
    pauses = pauses_of(rows=rows, as_of=as_of)
    due = due_of(case=case, pauses=pauses, as_of=as_of)
    case.due_at, case.due_on = (due.due_at, due.due_on) if due else (None, None)
    case.is_paused = any(one.until_at is None for one in pauses)


def dues_of(
    *, cases: Sequence[Case], rows: Mapping[int, list[CasePause]], as_of: datetime
) -> dict[int, tuple[datetime | None, date | None, bool]]:
    """Due time, due day and "is paused" of many cases at once, by their numbers."""
    running = [case for case in cases if case.starts_at is not None]
    paused = {case.pk: pauses_of(rows=rows[case.pk], as_of=as_of) for case in cases}
    told = reckon_many(
        clocks=[(case.pk, case.clock_kind, case.clock_amount, case.starts_at) for case in running],
        pauses=[(case.pk, one.from_at, one.until_at) for case in running for one in paused[case.pk]],
        as_of=as_of,
    )
    lasting = {pk: any(one.until_at is None for one in ones) for pk, ones in paused.items()}
    return {
        case.pk: (*told[case.pk][:2], lasting[case.pk]) if case.pk in told else (None, None, lasting[case.pk])
        for case in cases
    }


def skipped_of(due: Due) -> tuple[SkippedDay, ...]:
    """Days left out, each with why."""
    return tuple(SkippedDay(one.date, one.why) for one in due.skipped)
