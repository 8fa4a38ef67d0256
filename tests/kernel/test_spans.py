"""Stretches are half-open: the first moment is inside, "until" is the first moment outside."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.kernel.spans import NotASpan, Span, gaps, overlaps

DECEMBER = Span(date(2021, 12, 1), date(2022, 1, 1))
JANUARY = Span(date(2022, 1, 1), date(2022, 2, 1))
FROM_CHRISTMAS = Span(date(2021, 12, 25))
DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 1))
SPANS = st.builds(lambda start, days: Span(start, start + timedelta(days=days)), DAYS, st.integers(1, 20))


def days_in(span: Span[date]) -> set[date]:
    until = span.until or date(2020, 6, 1)
    return {span.start + timedelta(days=at) for at in range((until - span.start).days)}


def test_the_first_day_is_inside_and_until_is_outside() -> None:
    assert date(2021, 12, 1) in DECEMBER
    assert date(2021, 12, 31) in DECEMBER
    assert date(2022, 1, 1) not in DECEMBER
    assert date(2021, 11, 30) not in DECEMBER


def test_without_an_end_every_later_day_is_inside() -> None:
    assert date(9999, 12, 31) in FROM_CHRISTMAS


def test_months_touch_without_overlap() -> None:
    assert DECEMBER.meets(JANUARY)
    assert not DECEMBER.overlaps(JANUARY)
    assert DECEMBER.common(JANUARY) is None


def test_what_two_stretches_have_in_common() -> None:
    assert DECEMBER.common(FROM_CHRISTMAS) == Span(date(2021, 12, 25), date(2022, 1, 1))
    assert FROM_CHRISTMAS.common(Span(date(2022, 1, 5))) == Span(date(2022, 1, 5))


@pytest.mark.parametrize("until", [date(2021, 12, 1), date(2021, 11, 30)])
def test_an_empty_or_backward_stretch_is_refused(until: date) -> None:
    with pytest.raises(NotASpan, match="empty"):
        Span(date(2021, 12, 1), until)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(NotASpan, match="naive"):
        Span(datetime(2021, 12, 1))
    with pytest.raises(NotASpan, match="naive"):
        Span(datetime(2021, 12, 1, tzinfo=UTC), datetime(2021, 12, 2))


def test_a_day_and_an_instant_make_no_stretch() -> None:
    with pytest.raises(NotASpan, match="a day and an instant"):
        Span(datetime(2021, 12, 1, tzinfo=UTC), date(2021, 12, 2))


def test_instants_of_different_zones_are_compared_as_instants() -> None:
    hanoi = timezone(timedelta(hours=7))
    evening = Span(datetime(2021, 12, 1, 20, tzinfo=hanoi), datetime(2021, 12, 1, 21, tzinfo=hanoi))

    assert datetime(2021, 12, 1, 13, 30, tzinfo=UTC) in evening
    assert datetime(2021, 12, 1, 14, tzinfo=UTC) not in evening


def test_a_gap_lies_between_the_end_of_one_and_the_start_of_the_next() -> None:
    assert gaps([JANUARY, Span(date(2022, 3, 1))]) == [Span(date(2022, 2, 1), date(2022, 3, 1))]


def test_a_short_stretch_inside_a_long_one_makes_no_gap_behind_it() -> None:
    year = Span(date(2021, 1, 1), date(2022, 1, 1))

    assert gaps([year, DECEMBER, JANUARY]) == []
    assert overlaps([year, DECEMBER, JANUARY]) == [DECEMBER]


def test_after_a_stretch_without_end_everything_overlaps() -> None:
    assert overlaps([FROM_CHRISTMAS, JANUARY]) == [JANUARY]


def test_no_spans_have_neither_gap_nor_overlap() -> None:
    assert gaps([]) == []
    assert overlaps([]) == []


@given(SPANS, SPANS)
def test_common_days_are_the_days_in_both(one: Span[date], other: Span[date]) -> None:
    common = one.common(other)

    assert (days_in(common) if common else set()) == days_in(one) & days_in(other)
    assert one.overlaps(other) == bool(common)


@given(st.lists(SPANS, min_size=1, max_size=6))
def test_gaps_are_the_days_between_that_nobody_has(spans: list[Span[date]]) -> None:
    had = set().union(*map(days_in, spans))
    between = days_in(Span(min(had), max(had) + timedelta(days=1)))

    assert set().union(*map(days_in, gaps(spans))) == between - had


@given(st.lists(SPANS, max_size=6))
def test_without_overlaps_no_day_is_had_twice(spans: list[Span[date]]) -> None:
    days = [day for span in spans for day in days_in(span)]

    assert bool(overlaps(spans)) == (len(days) != len(set(days)))
