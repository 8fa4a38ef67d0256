"""
Working days: Monday to Friday, less the days off, and the make-up days that pay for a swap.

For every promise that is due "within n working days". The calendar is a value that is passed in
(the lawbook reads it from dated documents); a day outside the years it knows is refused, never
guessed. A count of days starts with the first working day after the given day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from donghanh.kernel.spans import Span

SATURDAY = 5
ONE_DAY = timedelta(days=1)


class CalendarDoesNotCover(LookupError):
    """A day lies outside the years that the calendar knows; the text names both."""


@dataclass(frozen=True)
class WorkCalendar:
    """
    What is known about the days of some years.

    covers       : the days that the calendar knows, with an end
    days_off     : public holidays and days given in exchange, on whatever weekday
    make_up_days : days of a weekend on which work is done
    tet_days     : those of `days_off` that belong to the Lunar New Year
    """

    covers: Span[date]
    days_off: frozenset[date]
    make_up_days: frozenset[date] = frozenset()
    tet_days: frozenset[date] = frozenset()

    def require(self, day: date) -> None:
        """Refuse a day outside the calendar with CalendarDoesNotCover."""
        if day not in self.covers:
            raise CalendarDoesNotCover(
                f"{day} is outside the calendar, which knows {self.covers.start} until {self.covers.until}; "
                "add that year's days off to the lawbook."
            )

    @cached_property
    def working_days(self) -> tuple[date, ...]:
        """All working days that the calendar knows, earliest first."""
        start, until = self.covers.start, self.covers.until
        assert until is not None, "a calendar knows its last day"
        every = (start + ONE_DAY * at for at in range((until - start).days))
        return tuple(day for day in every if self._is_worked(day))

    def _is_worked(self, day: date) -> bool:
        return day in self.make_up_days or (day.weekday() < SATURDAY and day not in self.days_off)


def is_working_day(*, day: date, calendar: WorkCalendar) -> bool:
    """
    Answer whether people work on `day`.

    raises : CalendarDoesNotCover
    """
    calendar.require(day)
    at = bisect_left(calendar.working_days, day)
    return calendar.working_days[at : at + 1] == (day,)


def is_tet(*, day: date, calendar: WorkCalendar) -> bool:
    """
    Answer whether `day` is one of the days off of the Lunar New Year.

    raises : CalendarDoesNotCover
    """
    calendar.require(day)
    return day in calendar.tet_days


def add_working_days(*, day: date, count: int, calendar: WorkCalendar) -> date:
    """
    Find the `count`-th working day after `day`; `day` itself is not counted, nor need it be worked.

    count   : [working days], one or more
    raises  : CalendarDoesNotCover, when the answer lies beyond the calendar; ValueError for count < 1

    >>> year = WorkCalendar(Span(date(2021, 1, 1), date(2022, 1, 1)), frozenset({date(2021, 9, 2)}))
    >>> str(add_working_days(day=date(2021, 9, 1), count=2, calendar=year))
    '2021-09-06'
    """
    if count < 1:
        raise ValueError(f"{count} working days; expected one or more.")
    calendar.require(day)
    at = bisect_right(calendar.working_days, day) + count - 1
    if at >= len(calendar.working_days):
        raise CalendarDoesNotCover(
            f"{count} working days after {day} end beyond {calendar.covers.until}, where the calendar ends; "
            "add the next year's days off to the lawbook."
        )
    return calendar.working_days[at]


def count_working_days(*, after: date, through: date, calendar: WorkCalendar) -> int:
    """
    Count the working days later than `after`, up to `through` and with it; the inverse of adding.

    returns : [working days]; negative when `through` is earlier than `after`
    raises  : CalendarDoesNotCover
    """
    calendar.require(after)
    calendar.require(through)
    worked = calendar.working_days
    return bisect_right(worked, through) - bisect_right(worked, after)


def next_working_day(*, day: date, calendar: WorkCalendar) -> date:
    """Answer `day` when it is worked, else the first working day after it."""
    if is_working_day(day=day, calendar=calendar):
        return day
    return add_working_days(day=day, count=1, calendar=calendar)
