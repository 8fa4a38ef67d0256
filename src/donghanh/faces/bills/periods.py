"""
The days of a bill: given by their first and last day, or the whole month that ends with the reading.

Without days, a bill read on 15 December is for 16 November to 15 December. Read on the last day of a month,
it is for that month.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from donghanh.faces.bills import values
from donghanh.faces.bills.given import Given
from donghanh.faces.bills.refusals import Problem
from donghanh.kernel.months import month_of, months_back, months_between

MOST_DAYS = 366
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """First day, first day after, and the day of the reading."""

    from_on: date
    until_on: date
    read_on: date


def read_period(given: Given, *, today: date | None) -> Period | Problem:
    """Read the period and the day of the reading; without that day it is the last of the period, or today."""
    if given.from_on or given.to_on:
        return _given(given)
    if not given.read_on and today is None:
        return Problem("read-on-missing", "read_on", "")
    read_on = values.day(given.read_on, field="read_on") if given.read_on else today
    return read_on if isinstance(read_on, Problem) else whole_month(read_on=read_on)


def whole_month(*, read_on: date) -> Period:
    """
    Answer the month of days that ends with the reading, that day with it.

    Where the month before has no such day (a reading on 30 December), it ends as many days earlier as it
    takes, so that it is a whole month by which tiers are whole.

    >>> str(whole_month(read_on=date(2021, 12, 15)).from_on)
    '2021-11-16'
    """
    until_on = read_on + _ONE_DAY
    while until_on.day > _days_before(until_on):
        until_on -= _ONE_DAY
    from_on = months_back(month=month_of(until_on), count=1).replace(day=until_on.day)
    return Period(from_on=from_on, until_on=until_on, read_on=read_on)


def months_and_days(*, from_on: date, until_on: date) -> tuple[int, int]:
    """
    Months, and the days by which they are measured, of a period's tiers.

    A period of whole months is measured by its own days; any other is N days of the month before. As rating
    takes them, so that the formula of a limit can be told.
    """
    months = months_between(start=month_of(from_on), until=month_of(until_on))
    later = _moved(from_on, months)
    both_end = from_on == _moved_to_end(from_on) and until_on == _moved_to_end(until_on)
    if months > 0 and (later == until_on or both_end):
        return months, (until_on - from_on).days
    return 1, _days_before(until_on)


def _moved(day: date, months: int) -> date:
    month = months_back(month=month_of(day), count=-months)
    return month.replace(day=min(day.day, monthrange(month.year, month.month)[1]))


def _moved_to_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _days_before(day: date) -> int:
    """How many days the month before that of `day` has."""
    before = months_back(month=month_of(day), count=1)
    return monthrange(before.year, before.month)[1]


def _given(given: Given) -> Period | Problem:
    for field, text in (("from_on", given.from_on), ("to_on", given.to_on)):
        if not text:
            return Problem("period-half-given", field, "")
    first = values.day(given.from_on, field="from_on")
    last = values.day(given.to_on, field="to_on")
    read_on = values.day(given.read_on, field="read_on") if given.read_on else last
    for found in (first, last, read_on):
        if isinstance(found, Problem):
            return found
    return _in_order(first, last, read_on)


def _in_order(first: date, last: date, read_on: date) -> Period | Problem:
    if last < first:
        return Problem("period-backwards", "to_on", f"{first} – {last}")
    if (last - first).days >= MOST_DAYS:
        return Problem("period-too-long", "to_on", f"{first} – {last}", str(MOST_DAYS))
    if read_on < first:
        return Problem("read-before-period", "read_on", str(read_on), str(first))
    return Period(from_on=first, until_on=last + _ONE_DAY, read_on=read_on)
