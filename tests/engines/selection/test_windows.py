"""Readings laid side by side: the layout that costs nothing, every other one, and what is refused."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.engines.selection.lookups import rows_of
from donghanh.engines.selection.windows import CannotLayOut, lay_out

JANUARY, FEBRUARY = MONTHS = (date(2021, 1, 1), date(2021, 2, 1))
PEOPLE = pl.DataFrame({"code": ["a", "b", "c"]})


def by_month(rows):
    schema = {"month": pl.Date, "customer_row": pl.UInt32, "energy_kwh": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


DENSE = by_month([(month, row, 10 * row + month.month) for month in MONTHS for row in range(3)])
CELLS = {"2021-01-01": [1, 11, 21], "2021-02-01": [2, 12, 22]}


def test_months_in_the_order_of_the_customers_are_slices_of_the_column():
    assert lay_out(energy=DENSE, customers=PEOPLE, months=MONTHS).cells.to_dict(as_series=False) == CELLS


@given(seed=st.integers(0, 10_000))
def test_readings_in_any_order_give_the_same_window(seed):
    shuffled = DENSE.sample(fraction=1, shuffle=True, seed=seed)

    assert lay_out(energy=shuffled, customers=PEOPLE, months=MONTHS).cells.to_dict(as_series=False) == CELLS


def test_readings_by_code_give_the_same_window():
    coded = DENSE.with_columns(code=PEOPLE["code"].gather(DENSE["customer_row"])).drop("customer_row")

    assert lay_out(energy=coded, customers=PEOPLE, months=MONTHS).cells.to_dict(as_series=False) == CELLS


def test_a_reading_left_out_and_a_reading_that_is_null_are_the_same_gap():
    without = DENSE.filter((pl.col("customer_row") != 1) | (pl.col("month") != FEBRUARY))
    null = DENSE.with_columns(pl.when(pl.col("energy_kwh") != 12).then("energy_kwh"))

    for energy in (without, null):
        assert lay_out(energy=energy, customers=PEOPLE, months=MONTHS).cells["2021-02-01"].to_list() == [
            2,
            None,
            22,
        ]


def test_a_month_without_any_reading_is_all_gaps():
    window = lay_out(energy=DENSE, customers=PEOPLE, months=[date(2021, 3, 1)])

    assert window.cells["2021-03-01"].to_list() == [None, None, None]


@pytest.mark.parametrize(
    ("energy", "says"),
    [
        (by_month([(JANUARY, 3, 1)]), "customer row 3 names no customer"),
        (by_month([(JANUARY, None, 1)]), "customer row None names no customer"),
        (by_month([(JANUARY, 1, 1), (JANUARY, 1, 2)]), "2021-01-01 for customer row 1 stands twice"),
        (
            pl.DataFrame({"code": ["z"], "month": [JANUARY], "energy_kwh": [1]}),
            "of nobody here, the first of z",
        ),
    ],
)
def test_readings_that_belong_to_nobody_or_stand_twice_are_refused(energy, says):
    with pytest.raises(CannotLayOut, match=says):
        lay_out(energy=energy, customers=PEOPLE, months=MONTHS)


@given(
    among=st.lists(st.text("abc", max_size=3), unique=True, max_size=8),
    wanted=st.lists(st.text("abcd", max_size=3), max_size=6),
    is_sorted=st.booleans(),
)
def test_codes_are_found_in_any_column_and_strangers_are_null(among, wanted, is_sorted):
    among = sorted(among) if is_sorted else among

    rows = rows_of(codes=pl.Series(wanted, dtype=pl.String), among=pl.Series(among, dtype=pl.String))

    assert rows.to_list() == [among.index(code) if code in among else None for code in wanted]
