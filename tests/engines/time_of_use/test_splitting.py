"""Each interval has the register of its hour by the lawbook's tables; no watt-hour is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.engines.time_of_use import INTERVALS, split_by_register
from donghanh.lawbook.hours import hours_frame

VIETNAM = timedelta(hours=7)
MONDAY, SUNDAY = datetime(2021, 12, 6, tzinfo=UTC), datetime(2021, 12, 5, tzinfo=UTC)


def intervals(*starts: datetime, minutes: int = 30, energy_wh: int = 100) -> pl.DataFrame:
    rows = [
        {"meter": "M", "from_at": start - VIETNAM, "minutes": minutes, "energy_wh": energy_wh}
        for start in starts
    ]
    return pl.DataFrame(rows, schema=INTERVALS.schema)


def registers(*starts: datetime) -> list[str]:
    return split_by_register(intervals=intervals(*starts), hours=hours_frame()).parts["register"].to_list()


@pytest.mark.parametrize(
    ("clock", "register"),
    [
        ((0, 0), "off_peak"), ((3, 30), "off_peak"), ((4, 0), "normal"), ((9, 0), "normal"),
        ((9, 30), "peak"), ((11, 0), "peak"), ((11, 30), "normal"), ((17, 0), "peak"), ((19, 30), "peak"),
        ((20, 0), "normal"), ((22, 0), "off_peak"), ((23, 30), "off_peak"),
    ],
)  # fmt: skip
def test_a_half_hour_of_monday_has_the_register_of_the_table(clock, register):
    assert registers(MONDAY + timedelta(hours=clock[0], minutes=clock[1])) == [register]


def test_sunday_has_no_peak():
    day = [SUNDAY + timedelta(minutes=30 * place) for place in range(48)]
    found = registers(*day)

    assert (found.count("normal"), found.count("off_peak"), found.count("peak")) == (36, 12, 0)


def test_a_weekday_has_five_hours_of_peak():
    day = [MONDAY + timedelta(minutes=30 * place) for place in range(48)]

    assert registers(*day).count("peak") == 10


def test_an_interval_across_two_registers_is_refused_not_shared_out():
    told = split_by_register(
        intervals=intervals(MONDAY + timedelta(hours=9), minutes=60), hours=hours_frame()
    )

    assert told.parts.is_empty()
    assert told.refused["rule"].to_list() == ["across-registers"]


def test_hours_that_are_not_applied_split_nothing():
    assert registers(datetime(2026, 7, 6, 9, 30, tzinfo=UTC)) == ["peak"]


@given(
    st.lists(st.integers(0, 60 * 24 * 400), min_size=1, max_size=40, unique=True),
    st.sampled_from([15, 30, 60]),
)
def test_energy_in_is_energy_out_or_refused(minutes, length):
    asked = intervals(*(MONDAY + timedelta(minutes=place) for place in minutes), minutes=length)
    told = split_by_register(intervals=asked, hours=hours_frame())

    assert told.parts["energy_wh"].sum() + told.refused["energy_wh"].sum() == 100 * len(minutes)
    assert told.parts.height + told.refused.height == len(minutes)
