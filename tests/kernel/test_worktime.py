"""Days are counted as people work: no weekends, no days off, but the Saturdays that pay for a swap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.kernel.spans import Span
from donghanh.kernel.worktime import (
    CalendarDoesNotCover,
    WorkCalendar,
    add_working_days,
    count_working_days,
    is_tet,
    is_working_day,
    next_working_day,
)

TET = frozenset(date(2022, 1, 31) + timedelta(days=at) for at in range(5))
SWAPPED, MADE_UP = date(2022, 3, 4), date(2022, 3, 12)
CALENDAR = WorkCalendar(
    covers=Span(date(2022, 1, 1), date(2023, 1, 1)),
    days_off=TET | {date(2022, 1, 3), SWAPPED},
    make_up_days=frozenset({MADE_UP}),
    tet_days=TET,
)
DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31))


def slowly_added(day: date, count: int) -> date:
    """The obvious twin: one day after the other."""
    while count:
        day += timedelta(days=1)
        is_off = day in CALENDAR.days_off or day.weekday() > 4
        count -= 1 if not is_off or day in CALENDAR.make_up_days else 0
    return day


def test_a_weekend_is_not_worked() -> None:
    assert not is_working_day(day=date(2022, 3, 5), calendar=CALENDAR)
    assert not is_working_day(day=date(2022, 3, 6), calendar=CALENDAR)


def test_a_day_off_in_the_week_is_not_worked() -> None:
    assert not is_working_day(day=SWAPPED, calendar=CALENDAR)


def test_a_make_up_saturday_is_worked() -> None:
    assert is_working_day(day=MADE_UP, calendar=CALENDAR)


def test_a_request_before_tet_is_due_after_tet() -> None:
    friday_before = date(2022, 1, 28)

    assert add_working_days(day=friday_before, count=1, calendar=CALENDAR) == date(2022, 2, 7)


def test_a_request_on_a_sunday_is_counted_from_monday() -> None:
    assert add_working_days(day=date(2022, 3, 13), count=3, calendar=CALENDAR) == date(2022, 3, 16)


def test_a_make_up_saturday_brings_the_due_day_forward() -> None:
    assert add_working_days(day=date(2022, 3, 11), count=1, calendar=CALENDAR) == MADE_UP


def test_tet_is_told_from_other_days_off() -> None:
    assert is_tet(day=date(2022, 2, 1), calendar=CALENDAR)
    assert not is_tet(day=SWAPPED, calendar=CALENDAR)


def test_the_next_working_day_is_the_day_itself_when_it_is_worked() -> None:
    assert next_working_day(day=MADE_UP, calendar=CALENDAR) == MADE_UP
    assert next_working_day(day=date(2022, 1, 29), calendar=CALENDAR) == date(2022, 2, 7)


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2023, 1, 1)])
def test_a_day_outside_the_calendar_is_refused_not_guessed(day: date) -> None:
    with pytest.raises(CalendarDoesNotCover, match=f"{day} is outside the calendar"):
        is_working_day(day=day, calendar=CALENDAR)
    with pytest.raises(CalendarDoesNotCover):
        is_tet(day=day, calendar=CALENDAR)


def test_a_due_day_beyond_the_calendar_is_refused_not_guessed() -> None:
    with pytest.raises(CalendarDoesNotCover, match="add the next year's days off"):
        add_working_days(day=date(2022, 12, 29), count=2, calendar=CALENDAR)


@pytest.mark.parametrize("count", [0, -1])
def test_fewer_than_one_day_is_no_deadline(count: int) -> None:
    with pytest.raises(ValueError, match="expected one or more"):
        add_working_days(day=date(2022, 3, 1), count=count, calendar=CALENDAR)


def test_days_are_counted_backwards_as_a_negative_number() -> None:
    assert count_working_days(after=date(2022, 3, 2), through=date(2022, 3, 1), calendar=CALENDAR) == -1


@given(st.dates(date(2022, 1, 1), date(2022, 10, 1)), st.integers(1, 40))
def test_added_days_agree_with_the_slow_twin_and_are_counted_back(day: date, count: int) -> None:
    due = add_working_days(day=day, count=count, calendar=CALENDAR)

    assert due == slowly_added(day, count)
    assert is_working_day(day=due, calendar=CALENDAR)
    assert count_working_days(after=day, through=due, calendar=CALENDAR) == count


@given(DAYS, DAYS, DAYS)
def test_counts_add_up_over_any_day_between(one: date, other: date, third: date) -> None:
    def count(after: date, through: date) -> int:
        return count_working_days(after=after, through=through, calendar=CALENDAR)

    assert count(one, other) + count(other, third) == count(one, third)
