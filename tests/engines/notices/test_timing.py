"""Nights over midnight and within a day, and pauses until there are no more."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from donghanh.engines.notices.timing import QuietHours, next_try, send_from

HERE = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [(20, 59, "20T20:59"), (21, 0, "21T07:00"), (23, 59, "21T07:00"), (0, 0, "20T07:00"), (6, 59, "20T07:00"),
     (7, 0, "20T07:00")],
)  # fmt: skip
def test_a_night_over_midnight_ends_on_the_morning_that_follows(hour, minute, expected):
    at = datetime(2021, 12, 20, hour, minute, tzinfo=HERE)

    found = send_from(at=at, quiet=QuietHours(21 * 60, 7 * 60))

    assert found.isoformat().startswith(f"2021-12-{expected}")


def test_a_rest_within_the_day_ends_on_the_same_day():
    noon = datetime(2021, 12, 20, 12, 15, tzinfo=HERE)

    assert send_from(at=noon, quiet=QuietHours(12 * 60, 13 * 60)).hour == 13


def test_hours_that_begin_where_they_end_are_none():
    at = datetime(2021, 12, 20, 7, 0, tzinfo=HERE)

    assert send_from(at=at, quiet=QuietHours(420, 420)) == at


def test_after_the_last_pause_there_is_no_further_try():
    at = datetime(2021, 12, 20, tzinfo=HERE)

    assert [next_try(tries=n, at=at, pauses_seconds=(1, 2)) for n in (1, 2, 3)] == [
        at + timedelta(seconds=1), at + timedelta(seconds=2), None,
    ]  # fmt: skip
