"""From index to energy: roll-over, swap, multiplier, and what cannot be."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.engines.readings import REGISTERS_READ, SHOWN, periods, stretches

ONE = {"point": 1, "meter": 1, "register": "all"}
JULY = date(2021, 7, 1)


def meter(*, opening: int | None = 0, digits: int = 5, multiplier: int = 1, **more) -> dict:
    return ONE | {
        "from_on": JULY, "opening_index": opening, "digits": digits, "multiplier": multiplier,
    } | more  # fmt: skip


def shows(index: int, day: date, *, kind: str = "periodic", **more) -> dict:
    return (
        ONE
        | {"reading": index + day.toordinal() * 1_000_000, "read_on": day, "index": index, "kind": kind}
        | more
    )


def followed(meters: list[dict], readings: list[dict], *, percent: int = 10) -> pl.DataFrame:
    registers = pl.DataFrame(meters, schema=REGISTERS_READ.schema)
    return stretches(
        shown=pl.DataFrame(readings, schema=SHOWN.schema), registers=registers, rollover_percent=percent
    )


def test_a_register_of_five_digits_that_passes_its_last_one_has_used_270():
    """The golden example: 99850 then 00120 is 270 kWh."""
    (row,) = followed([meter(opening=99850)], [shows(120, date(2021, 7, 31))]).to_dicts()

    assert (row["kwh"], row["is_rolled_over"], row["is_negative"]) == (270, True, False)


def test_a_smaller_index_that_is_no_roll_over_has_no_energy():
    (row,) = followed([meter(opening=12500)], [shows(12300, date(2021, 7, 31))]).to_dicts()

    assert (row["kwh"], row["is_rolled_over"], row["is_negative"]) == (None, False, True)


def test_the_multiplier_turns_steps_into_energy():
    assert followed([meter(multiplier=400)], [shows(12, date(2021, 7, 31))])["kwh"].to_list() == [4800]


def test_a_reading_on_15_july_closes_that_day_and_the_next_begins_on_the_16th():
    rows = followed([meter()], [shows(100, date(2021, 7, 15)), shows(150, date(2021, 8, 15))]).to_dicts()

    assert [(row["from_on"], row["until_on"]) for row in rows] == [
        (JULY, date(2021, 7, 16)),
        (date(2021, 7, 16), date(2021, 8, 16)),
    ]


def test_a_reading_for_a_price_change_closes_the_day_before():
    rows = followed(
        [meter()], [shows(60, date(2021, 7, 20), kind="price_change"), shows(100, date(2021, 7, 31))]
    ).to_dicts()

    assert [row["until_on"] for row in rows] == [date(2021, 7, 20), date(2021, 8, 1)]
    assert [row["kwh"] for row in rows] == [60, 40]


def test_a_swapped_meter_and_the_new_one_make_one_bill():
    new = {"meter": 2, "from_on": date(2021, 7, 11)}
    rows = followed(
        [meter(opening=500), meter(opening=7, **new)],
        [
            shows(530, date(2021, 7, 10), kind="swap"),
            shows(47, date(2021, 7, 31), meter=2),
        ],
    )

    (bill,) = periods(stretches=rows).to_dicts()

    assert rows["kwh"].to_list() == [30, 40]
    assert (bill["kwh"], bill["from_on"], bill["until_on"]) == (70, JULY, date(2021, 8, 1))


def test_without_a_reading_before_there_is_no_energy():
    (row,) = followed([meter(opening=None)], [shows(120, date(2021, 7, 31))]).to_dicts()

    assert (row["kwh"], row["from_on"]) == (None, None)


def test_a_month_that_was_not_read_makes_the_next_bill_longer():
    rows = followed([meter()], [shows(100, date(2021, 7, 31)), shows(260, date(2021, 9, 30))])

    assert periods(stretches=rows).select("month", "kwh").rows() == [
        (JULY, 100),
        (date(2021, 9, 1), 160),
    ]


@given(st.lists(st.integers(0, 900), min_size=1, max_size=8), st.integers(0, 9999))
def test_what_the_register_counted_is_what_the_bills_add_up_to(steps, opening):
    shown, total = [], opening
    for month, step in enumerate(steps, start=1):
        total += step
        shown.append(shows(total % 10_000, date(2021, month, 28)))
    begin = meter(opening=opening, digits=4) | {"from_on": date(2021, 1, 1)}

    bills = periods(stretches=followed([begin], shown, percent=10))

    assert bills["kwh"].to_list() == steps


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_readings_does_not_matter(order):
    readings = [shows(100, date(2021, 7, 15)), shows(150, date(2021, 8, 15)), shows(190, date(2021, 9, 15))]

    assert followed([meter()], readings[::order])["kwh"].to_list() == [100, 50, 40]
