"""A month is its first day; no other day passes for one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.kernel.months import (
    NotAMonth,
    month_of,
    months_back,
    months_before,
    months_between,
    next_month,
    read_month,
    span_of_month,
)

MONTHS = st.dates(date(1990, 1, 1), date(2090, 12, 31)).map(month_of)


def test_the_month_of_a_day_is_its_first_day() -> None:
    assert month_of(date(2021, 12, 20)) == date(2021, 12, 1)


def test_twelve_months_back_is_a_year_back() -> None:
    assert months_back(month=date(2021, 12, 1), count=12) == date(2020, 12, 1)


def test_months_go_back_over_the_new_year() -> None:
    assert months_back(month=date(2022, 1, 1), count=1) == date(2021, 12, 1)
    assert next_month(date(2021, 12, 1)) == date(2022, 1, 1)


def test_the_twelve_months_before_december_2021_are_a_year_without_december_2021() -> None:
    months = months_before(month=date(2021, 12, 1), count=12)

    assert (months[0], months[-1], len(months)) == (date(2020, 12, 1), date(2021, 11, 1), 12)


def test_a_month_has_its_days_and_not_the_first_of_the_next() -> None:
    february = span_of_month(date(2024, 2, 1))

    assert date(2024, 2, 29) in february
    assert date(2024, 3, 1) not in february


def test_a_day_in_the_middle_is_no_month() -> None:
    with pytest.raises(NotAMonth, match="2021-12-20 is not the first day"):
        months_back(month=date(2021, 12, 20), count=1)


def test_a_written_month_is_read() -> None:
    assert read_month("2021-12") == date(2021, 12, 1)


@pytest.mark.parametrize("text", ["2021-13", "2021-00", "12/2021", "2021-12-01", "2021", ""])
def test_what_is_no_written_month_is_refused(text: str) -> None:
    with pytest.raises(NotAMonth, match="write it as 2021-12"):
        read_month(text)


@given(MONTHS, st.integers(-300, 300))
def test_counting_back_and_counting_between_agree(month: date, count: int) -> None:
    earlier = months_back(month=month, count=count)

    assert months_between(start=earlier, until=month) == count


@given(MONTHS, st.integers(0, 40))
def test_months_before_follow_one_another_up_to_the_month(month: date, count: int) -> None:
    listed = months_before(month=month, count=count)

    assert [next_month(before) for before in listed] == [*listed[1:], *([month] if listed else [])]
