"""Due times against a clock that ticks, against worked examples, and against what may not move them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.deadlines_slowly import due_slowly

from donghanh.engines.deadlines import Beyond, due, due_many, work_times
from donghanh.kernel.case_tables import CLOCKED, PAUSES
from donghanh.kernel.spans import Span
from donghanh.kernel.worktime import WorkCalendar, is_working_day

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TET = tuple(date(2022, 1, 31) + timedelta(days=at) for at in range(5))
CALENDAR = WorkCalendar(
    covers=Span(date(2021, 11, 1), date(2022, 4, 1)),
    days_off=frozenset({date(2022, 1, 3), *TET}),
    make_up_days=frozenset({date(2022, 1, 15)}),
    tet_days=frozenset(TET),
)
HALF = date(2022, 1, 28)
HOURS = ((450, 690), (780, 1020))


def works(day):
    if not is_working_day(day=day, calendar=CALENDAR):
        return ()
    return HOURS[:1] if day == HALF else HOURS


def stretches():
    day = CALENDAR.covers.start
    while day < CALENDAR.covers.until:
        midnight = datetime.combine(day, time(0), tzinfo=ZONE)
        yield from (
            (midnight + timedelta(minutes=start), midnight + timedelta(minutes=until))
            for start, until in works(day)
        )
        day += timedelta(days=1)


WORK = work_times(calendar=CALENDAR, stretches=stretches(), offset=7 * 3600)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def said(clock, start, *pauses, as_of="2022-03-20T00:00"):
    told = [tuple(at(one) if one else None for one in pause) for pause in pauses]
    return due(clock=clock, start_at=at(start), pauses=told, as_of=at(as_of), work=WORK)


MOMENTS = st.integers(0, 70 * 24 * 60).map(lambda minutes: datetime(2021, 12, 1) + timedelta(minutes=minutes))
CLOCKS = st.one_of(
    st.tuples(st.just("working_days"), st.integers(1, 8)),
    st.tuples(st.just("working_hours"), st.integers(0, 30)),
    st.tuples(st.sampled_from(["hours", "calendar_days"]), st.integers(0, 9)),
    st.just(("immediate", 0)),
)


@st.composite
def paused(draw, start):
    pauses = []
    for _ in range(draw(st.integers(0, 3))):
        first = start + timedelta(minutes=draw(st.integers(-600, 12_000)))
        pauses.append((first, first + timedelta(minutes=draw(st.integers(1, 6_000)))))
    return pauses


@st.composite
def cases(draw):
    start = draw(MOMENTS)
    return draw(CLOCKS), start, draw(paused(start))


@settings(max_examples=120, deadline=None)
@given(cases())
def test_a_due_time_is_that_of_a_clock_which_ticks_every_minute(case):
    clock, start, pauses = case
    told = [(one.replace(tzinfo=ZONE), two.replace(tzinfo=ZONE)) for one, two in pauses]

    found = due(
        clock=clock, start_at=start.replace(tzinfo=ZONE), pauses=told, as_of=at("2022-03-30T00:00"), work=WORK
    )

    expected, given_back = due_slowly(works, clock, start, pauses)
    assert found.due_at.astimezone(ZONE).replace(tzinfo=None) == expected
    assert found.paused_seconds == 60 * given_back


@settings(max_examples=25, deadline=None)
@given(st.lists(cases(), min_size=2, max_size=12))
def test_a_queue_says_of_each_case_what_the_case_alone_says(many):
    rows = [(number, *clock, start.replace(tzinfo=ZONE)) for number, (clock, start, _) in enumerate(many)]
    pauses = [
        (number, *(one.replace(tzinfo=ZONE) for one in pause))
        for number, (_, _, told) in enumerate(many)
        for pause in told
    ]
    as_of = at("2022-03-30T00:00")
    queue = due_many(
        clocked=pl.DataFrame(rows, schema=CLOCKED.schema, orient="row"),
        pauses=pl.DataFrame(pauses, schema=PAUSES.schema, orient="row").reverse(),
        as_of=as_of,
        work=WORK,
    )

    alone = [
        due(
            clock=clock, start_at=start.replace(tzinfo=ZONE), as_of=as_of, work=WORK,
            pauses=[(one.replace(tzinfo=ZONE), two.replace(tzinfo=ZONE)) for one, two in told],
        )
        for clock, start, told in many
    ]  # fmt: skip
    assert queue["due_at"].to_list() == [one.due_at for one in alone]
    assert queue["paused_seconds"].to_list() == [one.paused_seconds for one in alone]


def test_the_day_after_receipt_is_day_one_and_what_is_left_out_says_why():
    found = said(("working_days", 3), "2021-12-31T10:00")

    assert found.due_at == at("2022-01-06T17:00")
    assert found.counted == (date(2022, 1, 4), date(2022, 1, 5), date(2022, 1, 6))
    assert [(one.date.day, one.why) for one in found.skipped] == [
        (1, "weekend"),
        (2, "weekend"),
        (3, "holiday"),
    ]


def test_tet_is_left_out_and_named():
    found = said(("working_days", 3), "2022-01-28T16:59")

    assert found.due_on == date(2022, 2, 9)
    assert [one.why for one in found.skipped].count("tet") == len(TET)


def test_a_make_up_day_is_counted():
    assert said(("working_days", 1), "2022-01-14T10:00").due_at == at("2022-01-15T17:00")


def test_a_half_day_ends_at_noon():
    assert said(("working_days", 1), "2022-01-27T10:00").due_at == at("2022-01-28T11:30")


def test_a_minute_before_midnight_before_a_holiday_still_belongs_to_its_day():
    assert said(("working_days", 1), "2021-12-31T23:59").due_on == date(2022, 1, 4)
    assert said(("working_days", 1), "2022-01-01T00:00").due_on == date(2022, 1, 4)


def test_hours_round_the_clock_know_no_holiday():
    assert said(("hours", 24), "2022-02-01T03:00").due_at == at("2022-02-02T03:00")


def test_working_hours_stop_at_noon_and_over_the_weekend():
    assert said(("working_hours", 4), "2022-01-07T16:00").due_at == at("2022-01-10T10:30")


def test_a_pause_gives_back_the_working_time_that_it_took():
    over_a_weekend = ("2022-01-07T16:00", "2022-01-10T08:30")

    found = said(("working_days", 3), "2022-01-06T10:00", over_a_weekend)

    assert found.paused_seconds == 2 * 3600
    assert found.due_at == at("2022-01-12T09:30")


def test_pauses_that_overlap_count_once():
    once = said(("hours", 10), "2022-01-06T10:00", ("2022-01-06T11:00", "2022-01-06T13:00"))
    twice = said(
        ("hours", 10), "2022-01-06T10:00",
        ("2022-01-06T11:00", "2022-01-06T12:30"), ("2022-01-06T12:00", "2022-01-06T13:00"),
    )  # fmt: skip

    assert once == twice
    assert once.due_at == at("2022-01-06T22:00")


def test_nobody_can_pause_himself_out_of_a_breach():
    late = said(("working_days", 1), "2022-01-06T10:00", ("2022-01-07T17:00", "2022-01-20T08:00"))

    assert late.due_at == at("2022-01-07T17:00")
    assert late.paused_seconds == 0


def test_a_pause_that_lasts_gives_back_what_it_took_until_now():
    found = said(("hours", 2), "2022-01-06T10:00", ("2022-01-06T11:00", None), as_of="2022-01-06T15:00")

    assert found.due_at == at("2022-01-06T16:00")


def test_a_leap_day_that_is_none_and_a_naive_instant_are_refused():
    with pytest.raises(ValueError, match="day is out of range"):
        datetime.fromisoformat("2022-02-29T10:00")
    with pytest.raises(ValueError, match="no zone"):
        due(clock=("hours", 1), start_at=datetime(2022, 1, 6), as_of=at("2022-01-06T00:00"), work=WORK)


@pytest.mark.parametrize("start", ["2022-03-31T10:00", "2022-04-02T10:00", "2021-10-31T10:00"])
def test_where_the_calendar_ends_nothing_is_guessed(start):
    with pytest.raises(Beyond, match="calendar"):
        said(("working_days", 2), start)


@pytest.mark.parametrize("clock", [("working_days", 0), ("hours", -1)])
def test_a_clock_of_nothing_is_refused(clock):
    with pytest.raises(ValueError, match="expected one or more"):
        said(clock, "2022-01-06T10:00")


def test_stretches_that_overlap_are_refused():
    nine, ten = at("2022-01-06T09:00"), at("2022-01-06T10:00")

    with pytest.raises(ValueError, match="overlap"):
        work_times(calendar=CALENDAR, stretches=[(nine, ten), (nine, ten)], offset=0)
