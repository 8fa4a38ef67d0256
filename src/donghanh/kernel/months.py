"""
Months, named by their first day.

For energy histories and billing periods. A month is a `date` on day 1; every function refuses
another day, so that a day in the middle of a month never passes for one.
"""

from __future__ import annotations

import re
from datetime import date

from donghanh.kernel.spans import Span

MONTHS_IN_YEAR = 12
_WRITTEN = re.compile(r"^(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])$", re.ASCII)


class NotAMonth(ValueError):
    """The day is not the first of a month, or the text names no month."""


def month_of(day: date) -> date:
    """Answer the month in which `day` lies: its first day."""
    return date(day.year, day.month, 1)


def months_back(*, month: date, count: int) -> date:
    """
    Count months back (or on, when `count` is negative).

    >>> months_back(month=date(2021, 12, 1), count=12)
    datetime.date(2020, 12, 1)
    """
    year, before = divmod(_ordinal(month) - count, MONTHS_IN_YEAR)
    return date(year, before + 1, 1)


def next_month(month: date) -> date:
    """Answer the month that follows."""
    return months_back(month=month, count=-1)


def months_between(*, start: date, until: date) -> int:
    """Count the months from `start` to before `until`; negative when `until` is earlier."""
    return _ordinal(until) - _ordinal(start)


def months_before(*, month: date, count: int) -> tuple[date, ...]:
    """
    List the `count` whole months that end where `month` begins, earliest first.

    >>> [str(before) for before in months_before(month=date(2021, 2, 1), count=2)]
    ['2020-12-01', '2021-01-01']
    """
    return tuple(months_back(month=month, count=back) for back in range(count, 0, -1))


def span_of_month(month: date) -> Span[date]:
    """Answer the days of the month."""
    return Span(month, next_month(month))


def read_month(text: str) -> date:
    """
    Read "2021-12".

    raises : NotAMonth
    """
    parts = _WRITTEN.match(text)
    if parts is None:
        raise NotAMonth(f"{text!r} is no month; write it as 2021-12.")
    return date(int(parts["year"]), int(parts["month"]), 1)


def _ordinal(month: date) -> int:
    if month.day != 1:
        raise NotAMonth(f"{month} is not the first day of a month; use month_of.")
    return month.year * MONTHS_IN_YEAR + month.month - 1
