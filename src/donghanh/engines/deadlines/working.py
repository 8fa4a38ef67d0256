"""
Working time as columns: the stretches that are worked, and how much was worked before each.

For `reckoning`. With both sorted, "how much work lies before this instant" and "when is so much work done"
are one search each, for a million instants as for one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from donghanh.kernel.worktime import CalendarDoesNotCover, WorkCalendar

EPOCH = date(1970, 1, 1)
DAY_US = 86_400_000_000
SECOND_US = 1_000_000
Micros = Any
"""An array of int64: microseconds since 1970 in UTC, or microseconds of time."""


class Beyond(CalendarDoesNotCover):
    """A due time, or an instant that it depends on, lies where the calendar says nothing."""


@dataclass(frozen=True, eq=False)
class WorkTimes:
    """
    The working time of an office.

    calendar : which days are worked, and why others are not
    offset   : [seconds] of the office's clock before UTC, the same all year
    starts, untils, before : by stretch, in order: its instants, and the work done before it [microseconds]
    days, closes : by worked day, in order: its number since 1970, and the end of its last stretch
    """

    calendar: WorkCalendar
    offset: int
    starts: Micros
    untils: Micros
    before: Micros
    days: Any
    closes: Micros

    def days_of(self, instants: Micros) -> Any:
        """The office's day of each instant, since 1970."""
        return (instants + self.offset * SECOND_US) // DAY_US

    def worked_before(self, instants: Micros) -> Micros:
        """
        The work done before each instant.

        raises : Beyond
        """
        self._require(instants)
        at = np.searchsorted(self.starts, instants, side="right") - 1
        within = np.clip(instants - self.starts[at], 0, (self.untils - self.starts)[at])
        return np.where(at < 0, 0, self.before[at] + within)

    def worked_until(self, work: Micros) -> Micros:
        """
        The instant at which so much work is done: the earliest.

        raises : Beyond
        """
        done = self.before + (self.untils - self.starts)
        at = np.searchsorted(done, work, side="left")
        if len(work) and int(at.max()) >= len(done):
            raise self._beyond("Work")
        return self.starts[at] + (work - self.before[at])

    def closing(self, days: Any, count: Any) -> Micros:
        """
        The end of the `count`-th worked day after each day.

        raises : Beyond
        """
        self._require((days * DAY_US) - self.offset * SECOND_US)
        at = np.searchsorted(self.days, days, side="right") + count - 1
        if len(at) and int(at.max()) >= len(self.days):
            raise self._beyond(f"{int(np.max(count))} working days")
        return self.closes[at]

    def _require(self, instants: Micros) -> None:
        days = self.days_of(instants)
        for day in (int(days.min()), int(days.max())) if len(days) else ():
            known = EPOCH + timedelta(days=day) if -700_000 < day < 2_900_000 else EPOCH
            if known not in self.calendar.covers:
                raise Beyond(_outside(self.calendar, str(known)))

    def _beyond(self, what: str) -> Beyond:
        return Beyond(_outside(self.calendar, f"{what} that would end"))


def work_times(
    *, calendar: WorkCalendar, stretches: Iterable[tuple[datetime, datetime]], offset: int
) -> WorkTimes:
    """
    Lay working stretches out as columns.

    stretches : aware, in order, none touching another day; all those that the calendar knows
    offset    : [seconds] of the office's clock before UTC
    raises    : ValueError, when they are not in order or not aware
    """
    told = [(_micros(start), _micros(until)) for start, until in stretches]
    starts, untils = (np.array([pair[at] for pair in told], np.int64) for at in (0, 1))
    if np.any(untils <= starts) or np.any(starts[1:] < untils[:-1]):
        raise ValueError("Stretches of work overlap, or are not in order; hand them over as they follow.")
    days = (starts + offset * SECOND_US) // DAY_US
    last = np.append(days[1:] != days[:-1], [True] * bool(len(days)))
    return WorkTimes(
        calendar, offset, starts, untils, np.cumsum(untils - starts) - (untils - starts),
        days[last], untils[last],
    )  # fmt: skip


def _micros(at: datetime) -> int:
    if at.tzinfo is None:
        raise ValueError(f"{at} has no zone; hand over an aware instant.")
    return round(at.timestamp()) * SECOND_US


def _outside(calendar: WorkCalendar, what: str) -> str:
    return (
        f"{what} is outside the calendar, which knows {calendar.covers.start} until {calendar.covers.until}; "
        "add that year's days off to the lawbook."
    )
