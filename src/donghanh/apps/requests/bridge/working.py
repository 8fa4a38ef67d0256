"""
The office's working time, as the clocks of cases count it, and where due times come from.

Hours are a proposal of ours until a document of the lawbook says them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from donghanh.kernel.spans import Span
from donghanh.kernel.worktime import SATURDAY, add_working_days, is_working_day
from donghanh.lawbook.calendars import read_calendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HOURS = ((time(7, 30), time(11, 30)), (time(13), time(17)))
CLOSES = HOURS[-1][1]
DAY = timedelta(days=1)
PLAIN_SECONDS = {"calendar_days": 86_400, "hours": 3_600, "seconds": 1, "immediate": 0}


@dataclass(frozen=True)
class Due:
    """When it is due, which working days were counted, which days were left out and why, what was paused."""

    due_at: datetime
    due_on: date
    counted: tuple[date, ...] = ()
    skipped: tuple[tuple[date, str], ...] = ()
    paused_seconds: int = 0


def local_day(at: datetime) -> date:
    """The company's day of an instant."""
    return at.astimezone(ZONE).date()


def working_spans(*, start: datetime, until: datetime) -> tuple[Span[datetime], ...]:
    """The working hours between two moments, in order."""
    if until <= start:
        return ()
    whole, calendar, day = Span(start, until), read_calendar(), local_day(start)
    found = []
    while day <= local_day(until):
        if is_working_day(day=day, calendar=calendar):
            found += [_at(day, opens, closes).common(whole) for opens, closes in HOURS]
        day += DAY
    return tuple(span for span in found if span is not None)


def reckon_due(
    *, clock: tuple[str, int], start: datetime, pauses: tuple[tuple[datetime, datetime], ...]
) -> Due:
    """
    The due time of a clock; a pause gives back the time that it took: working time to clocks of working time.

    raises : CalendarDoesNotCover
    """
    kind, amount = clock
    if kind in PLAIN_SECONDS:
        given = sum((until - from_at for from_at, until in pauses), timedelta(0))
        due_at = start + timedelta(seconds=amount * PLAIN_SECONDS[kind]) + given
        return Due(due_at, local_day(due_at), paused_seconds=int(given.total_seconds()))
    given = sum((_worked(from_at, until) for from_at, until in pauses), timedelta(0))
    if kind == "working_hours":
        due_at = _later(start, timedelta(hours=amount) + given)
    else:
        last = add_working_days(day=local_day(start), count=amount, calendar=read_calendar())
        due_at = _later(datetime.combine(last, CLOSES, tzinfo=ZONE), given)
    counted, skipped = _told(local_day(start), local_day(due_at))
    return Due(due_at, local_day(due_at), counted, skipped, int(given.total_seconds()))


def _at(day: date, opens: time, closes: time) -> Span[datetime]:
    return Span(datetime.combine(day, opens, tzinfo=ZONE), datetime.combine(day, closes, tzinfo=ZONE))


def _worked(from_at: datetime, until: datetime) -> timedelta:
    spans = working_spans(start=from_at, until=until)
    return sum((span.until - span.start for span in spans if span.until is not None), timedelta(0))


def _later(start: datetime, length: timedelta) -> datetime:
    """The moment after so much working time."""
    if not length:
        return start
    reach = start + length * 5 + timedelta(days=21)
    for span in working_spans(start=start, until=reach):
        assert span.until is not None
        if length <= span.until - span.start:
            return span.start + length
        length -= span.until - span.start
    raise AssertionError("more than a fifth of all hours between two Tết are worked")


def _told(start: date, last: date) -> tuple[tuple[date, ...], tuple[tuple[date, str], ...]]:
    """The days after the start up to the last one: worked, or left out with the reason."""
    calendar = read_calendar()
    days = [start + DAY * place for place in range(1, (last - start).days + 1)]
    counted = tuple(day for day in days if is_working_day(day=day, calendar=calendar))
    return counted, tuple((day, _why(day)) for day in days if day not in counted)


def _why(day: date) -> str:
    calendar = read_calendar()
    if day in calendar.tet_days:
        return "tet"
    is_weekend = day.weekday() >= SATURDAY and day not in calendar.days_off
    return "weekend" if is_weekend else "holiday"
