"""
When the offices work: hours of each weekday with their breaks, and half-days: `data/office_hours`.

For clocks in working time and for warnings that wake nobody. Which days are worked at all is the calendar's;
here stand the hours of a worked day. A weekday that is not named is not worked but on a make-up day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path

from donghanh.kernel.spans import Span
from donghanh.kernel.worktime import ONE_DAY, WorkCalendar, is_working_day
from donghanh.lawbook.dated_books import DatedBook, Said, check_entries, read_entries
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, Document, Problem
from donghanh.lawbook.office_hour_checks import KIND, LISTING, WEEK, Stretches, check_hours_entry, stretches
from donghanh.lawbook.sources import Source

FOLDER = DATA / "office_hours"


@dataclass(frozen=True)
class HalfDay:
    """A day on which only part is worked."""

    day: date
    hours: Stretches
    vi: str
    en: str


@dataclass(frozen=True)
class WeekHours:
    """
    The hours of some stretch of days.

    week        : stretches of Monday to Sunday; empty where the weekday is not worked
    make_up_day : of a day of a weekend that is worked for another
    """

    code: str
    vi: str
    en: str
    week: tuple[Stretches, ...]
    make_up_day: Stretches
    half_days: Mapping[date, HalfDay]
    span: Span[date]
    source: Source

    def hours_of(self, *, day: date, calendar: WorkCalendar) -> Stretches:
        """
        Answer the stretches of work on a day; none when it is not worked.

        raises : CalendarDoesNotCover
        """
        if not is_working_day(day=day, calendar=calendar):
            return ()
        if day in self.half_days:
            return self.half_days[day].hours
        return self.make_up_day if day in calendar.make_up_days else self.week[day.weekday()]


@cache
def read_office_hours(*, folder: Path = FOLDER) -> DatedBook[WeekHours]:
    """
    Read the hours.

    raises : DocumentRefused

    >>> read_office_hours().require(code="office", day=date(2021, 12, 20)).week[0]
    ((450, 690), (780, 1020))
    """
    return DatedBook("office hours", read_entries(folder=folder, kind=KIND, read=_hours))


def working_spans(
    *,
    start: datetime,
    until: datetime,
    calendar: WorkCalendar,
    zone: tzinfo,
    book: DatedBook[WeekHours] | None = None,
    code: str = "office",
) -> tuple[Span[datetime], ...]:
    """
    List the stretches of work between two instants, in order; the first and the last are cut to them.

    zone   : of the offices, in which hours are meant
    raises : NothingHolds, for a day without hours; CalendarDoesNotCover
    """
    if until <= start:
        return ()
    hours, whole = book or read_office_hours(), Span(start, until)
    first, last = start.astimezone(zone).date(), until.astimezone(zone).date()
    found = (
        span.common(whole)
        for number in range((last - first).days + 1)
        for span in _spans_of(first + ONE_DAY * number, hours, calendar, zone, code)
    )
    return tuple(span for span in found if span is not None)


def _spans_of(
    day: date, book: DatedBook[WeekHours], calendar: WorkCalendar, zone: tzinfo, code: str
) -> Iterator[Span[datetime]]:
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    for start, until in book.require(code=code, day=day).hours_of(day=day, calendar=calendar):
        yield Span(midnight + timedelta(minutes=start), midnight + timedelta(minutes=until))


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the hours.

    returns : problems of `check_entries` and keys; `word-unknown`, `not-hours`, `hours-overlap`, `not-a-day`,
              `day-outside`, `day-repeated`
    """
    return check_entries(folder=folder, listing=LISTING, check=check_hours_entry)


def _hours(said: Said, source: Source, _: Document) -> WeekHours:
    halves = [
        HalfDay(one["day"], stretches(one["hours"]), one["vi"], one["en"])
        for one in said.get("half_days") or ()
    ]
    return WeekHours(
        code=said["code"],
        vi=said["vi"],
        en=said["en"],
        week=tuple(stretches(said["week"].get(day) or ()) for day in WEEK),
        make_up_day=stretches(said["make_up_day"]),
        half_days={half.day: half for half in halves},
        span=span_of(said),
        source=source,
    )
