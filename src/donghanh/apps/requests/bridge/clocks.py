"""
From a case's rows to the engine of deadlines: one case, or all of a page, by the same formula.

A pause that nobody ended stops counting where the longest of its reason ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from donghanh.apps.requests.models import Case, CasePause
from donghanh.apps.requests.values import SkippedDay
from donghanh.kernel.spans import Span
from donghanh.kernel.worktime import add_working_days, is_working_day
from donghanh.lawbook.calendars import read_calendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class Pause:
    from_at: datetime
    until_at: datetime | None
    reason: str


@dataclass(frozen=True)
class Due:
    due_at: datetime
    due_on: date
    counted: tuple[date, ...] = ()
    skipped: tuple[tuple[date, str], ...] = ()
    paused_seconds: int = 0


def local_day(at: datetime) -> date:
    """The company's day of an instant."""
    return at.astimezone(ZONE).date()


def start_of(day: date) -> datetime:
    """The first moment of a day of the company, in UTC as columns have it."""
    return datetime.combine(day, time(0), tzinfo=ZONE).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last moment of a day of the company: what happened by then is known."""
    return start_of(day + timedelta(days=1)) - timedelta(microseconds=1)


def until_of(*, pause: CasePause, as_of: datetime) -> datetime | None:
    """Where a pause ended: by somebody, or by its longest; None while it lasts."""
    end = getattr(pause, "end", None)
    if end is not None:
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
    kind, amount = clock
    paused = sum(((one.until_at or as_of) - one.from_at for one in pauses), timedelta(0))
    if kind == "working_days":
        day = add_working_days(day=local_day(start), count=amount, calendar=read_calendar())
        due_at = datetime.combine(day, time(17), tzinfo=ZONE)
    else:
        unit = {"calendar_days": 86400, "hours": 3600, "working_hours": 3600, "seconds": 1, "immediate": 0}[
            kind
        ]
        due_at = start + timedelta(seconds=amount * unit)
    due_at += paused
    return Due(due_at, local_day(due_at), paused_seconds=int(paused.total_seconds()))


def refresh(*, case: Case, as_of: datetime) -> None:
    """Write the copies of what the engine says upon a case; the caller saves it."""
    rows = list(case.pauses.select_related("end")) if case.pk else []
    pauses = pauses_of(rows=rows, as_of=as_of)
    due = due_of(case=case, pauses=pauses, as_of=as_of)
    case.due_at, case.due_on = (due.due_at, due.due_on) if due else (None, None)
    case.is_paused = any(one.until_at is None for one in pauses)


def dues_of(
    *, cases: Iterable[Case], rows: Mapping[int, list[CasePause]], as_of: datetime
) -> dict[int, tuple[datetime | None, date | None, bool]]:
    """Due time, due day and "is paused" of many cases at once, by their numbers."""
    told: dict[int, tuple[datetime | None, date | None, bool]] = {}
    for case in cases:
        pauses = pauses_of(rows=rows[case.pk], as_of=as_of)
        due = due_of(case=case, pauses=pauses, as_of=as_of)
        told[case.pk] = (due and due.due_at, due and due.due_on, any(one.until_at is None for one in pauses))
    return told


def skipped_of(due: Due) -> tuple[SkippedDay, ...]:
    """Days left out, each with why."""
    return tuple(SkippedDay(day, why) for day, why in due.skipped)


HOURS = ((time(7, 30), time(11, 30)), (time(13), time(17)))


def working_spans(*, start: datetime, until: datetime) -> tuple[Span[datetime], ...]:
    """The working hours between two moments, in order."""
    found = []
    day = local_day(start)
    while day <= local_day(until):
        if is_working_day(day=day, calendar=read_calendar()):
            for opens, closes in HOURS:
                whole = Span(
                    datetime.combine(day, opens, tzinfo=ZONE), datetime.combine(day, closes, tzinfo=ZONE)
                )
                part = whole.common(Span(start, until))
                if part is not None:
                    found.append(part)
        day += timedelta(days=1)
    return tuple(found)
