"""
The working time that clocks count: the calendar and the offices' hours of the lawbook, as columns.

For whoever hands working time to the engine of deadlines. Read once: some thousands of stretches.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from donghanh.engines.deadlines import WorkTimes, work_times
from donghanh.kernel.request_tables import ZONE as ZONE_NAME
from donghanh.lawbook.calendars import days_named, read_calendar
from donghanh.lawbook.office_hours import read_office_hours, working_spans
from donghanh.lawbook.sources import Source

ZONE = ZoneInfo(ZONE_NAME)


@cache
def read_work_times() -> WorkTimes:
    """
    Read the working time of all days that the calendar knows.

    raises : DocumentRefused; NothingHolds, for a day without hours

    >>> from datetime import UTC
    >>> from donghanh.engines.deadlines import due
    >>> friday = datetime(2021, 12, 31, 9, tzinfo=ZONE)
    >>> str(due(clock=("working_days", 3), start_at=friday, as_of=friday, work=read_work_times()).due_on)
    '2022-01-06'
    """
    calendar = read_calendar()
    start, until = (datetime.combine(day, time(0), tzinfo=ZONE) for day in _ends())
    last = until - timedelta(microseconds=1)
    spans = working_spans(start=start, until=last, calendar=calendar, zone=ZONE)
    offset = ZONE.utcoffset(start)
    assert offset is not None, "the zone is a real one"
    stretches = [(span.start, span.until) for span in spans if span.until is not None]
    return work_times(calendar=calendar, stretches=stretches, offset=int(offset.total_seconds()))


@cache
def names_of_days() -> dict[date, tuple[str, str]]:
    """Names of days off and make-up days, Vietnamese and English."""
    return {named.day: (named.name_vi, named.name_en) for named in days_named()}


def hours_source(*, day: date) -> Source:
    """Where the offices' hours of a day come from; a proposal of ours until the company says them."""
    return read_office_hours().require(code="office", day=day).source


def _ends() -> tuple[date, date]:
    covers = read_calendar().covers
    assert covers.until is not None, "a calendar knows its last day"
    return covers.start, covers.until
