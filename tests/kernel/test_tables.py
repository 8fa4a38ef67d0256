"""A frame is what its table says, or the finding names column, row and what was expected."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from donghanh.kernel.customer_tables import CUSTOMERS, ENERGY
from donghanh.kernel.tables import ROWS_NAMED, Column, FrameDoesNotFit, Table

GIFTS = Table(
    "gifts",
    (
        Column("code", "", pl.String, "who receives", is_key=True),
        Column("state", "", pl.String, "where it stands", words=("approved", "delivered")),
        Column("amount_dong", "đồng", pl.Int64, "what it is worth", is_nullable=True),
    ),
)
FITTING = pl.DataFrame(
    {"code": ["a", "b"], "state": ["approved", "delivered"], "amount_dong": [500_000, None]},
    schema=GIFTS.schema,
)


def test_a_frame_that_fits_has_no_findings() -> None:
    assert GIFTS.check(FITTING) == ()


def test_the_order_of_columns_does_not_matter_and_is_put_right() -> None:
    shuffled = FITTING.select("amount_dong", "code", "state")

    assert GIFTS.check(shuffled) == ()
    assert GIFTS.require(shuffled).columns == ["code", "state", "amount_dong"]


def test_a_missing_and_an_unknown_column_are_named() -> None:
    found = GIFTS.check(FITTING.rename({"state": "status"}))

    assert [(finding.rule, finding.column) for finding in found] == [
        ("column-missing", "state"),
        ("column-unknown", "status"),
    ]


def test_an_amount_in_floats_is_a_column_of_the_wrong_type() -> None:
    (found,) = GIFTS.check(FITTING.with_columns(pl.col("amount_dong").cast(pl.Float64)))

    assert (found.rule, found.column) == ("column-type", "amount_dong")
    assert found.facts == {"found": "Float64", "expected": "Int64"}


def test_a_missing_value_is_named_by_its_row() -> None:
    (found,) = GIFTS.check(FITTING.with_columns(state=pl.Series(["approved", None])))

    assert (found.rule, found.row, found.column) == ("value-missing", 1, "state")


def test_a_missing_value_is_fine_where_unknown_is_an_answer() -> None:
    assert FITTING["amount_dong"].null_count() == 1
    assert GIFTS.check(FITTING) == ()


def test_a_word_that_is_no_choice_is_shown_with_the_choices() -> None:
    (found,) = GIFTS.check(FITTING.with_columns(state=pl.Series(["approved", "lost"])))

    assert (found.rule, found.row) == ("word-unknown", 1)
    assert found.facts == {"found": "lost", "count": 1, "expected": ("approved", "delivered")}


def test_a_repeated_key_is_named_at_its_second_row() -> None:
    (found,) = GIFTS.check(FITTING.with_columns(code=pl.Series(["a", "a"])))

    assert (found.rule, found.row, found.column) == ("key-repeated", 1, "code")


def test_of_many_faulty_rows_the_first_are_named_and_all_are_counted() -> None:
    many = pl.DataFrame(
        {"code": [str(at) for at in range(500)], "state": ["lost"] * 500, "amount_dong": [0] * 500},
        schema=GIFTS.schema,
    )

    found = GIFTS.check(many)

    assert [finding.row for finding in found] == list(range(ROWS_NAMED))
    assert found[0].facts["count"] == 500


def test_an_empty_frame_fits() -> None:
    assert GIFTS.empty().height == 0
    assert GIFTS.check(GIFTS.empty()) == ()


def test_a_caller_that_built_the_wrong_frame_is_refused() -> None:
    with pytest.raises(FrameDoesNotFit, match="Table gifts, column state, row 0: word-unknown"):
        GIFTS.require(FITTING.with_columns(state=pl.lit("lost")))


def test_energy_of_a_month_stands_once_for_each_customer() -> None:
    twice = pl.DataFrame(
        {"code": ["a", "a", "b"], "month": [date(2021, 11, 1)] * 3, "energy_kwh": [1, 1, 1]},
        schema=ENERGY.schema,
    )

    assert [(finding.rule, finding.row) for finding in ENERGY.check(twice)] == [("key-repeated", 1)]


def test_energy_that_was_not_read_is_null_and_fits() -> None:
    unread = pl.DataFrame(
        {"code": ["a"], "month": [date(2021, 11, 1)], "energy_kwh": [None]}, schema=ENERGY.schema
    )

    assert ENERGY.check(unread) == ()


def test_every_column_of_customers_and_energy_says_what_it_means() -> None:
    columns = [*CUSTOMERS.columns, *ENERGY.columns]

    assert len(CUSTOMERS.columns) == 21
    assert all(column.meaning for column in columns)
    assert {column.unit for column in columns if column.type == pl.Date} == {"day"}
