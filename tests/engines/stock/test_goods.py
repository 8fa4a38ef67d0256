"""Lots are taken first expired first; the equation finds a lost piece; reported = confirmed = moved."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.engines.stock.equation import balances, drifted, equation
from donghanh.engines.stock.picking import NotEnough, pick
from donghanh.engines.stock.reconciling import reconcile
from donghanh.engines.stock.tables import LEVELS, MOVEMENTS, PLACE_KINDS, SHELF

DAY = date(2021, 12, 20)


def shelf(*rows: tuple[str, date | None, int]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SHELF.schema, orient="row")


def moved(*rows: tuple[str, str, str, str, int]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=MOVEMENTS.schema, orient="row")


def test_the_lot_that_expires_first_goes_first_and_one_without_expiry_last():
    found = pick(
        shelf=shelf(("A", None, 10), ("B", date(2022, 6, 1), 10), ("C", date(2022, 1, 1), 5)),
        quantity=17,
        day=DAY,
    )

    assert found.rows() == [("C", 5), ("B", 10), ("A", 2)]


def test_an_expired_lot_is_not_given_even_when_nothing_else_is_there():
    with pytest.raises(NotEnough) as refused:
        pick(shelf=shelf(("old", DAY, 100), ("new", date(2021, 12, 21), 3)), quantity=4, day=DAY)

    assert refused.value.available == 3


def test_a_piece_that_the_stored_amounts_miss_is_named():
    came = moved(("mask", "A", "outside", "warehouse", 100), ("mask", "A", "warehouse", "recipient", 40))
    stored = pl.DataFrame(
        [("mask", "A", "warehouse", 59), ("mask", "A", "recipient", 40), ("mask", "A", "outside", -100)],
        schema=LEVELS.schema, orient="row",
    )  # fmt: skip

    told = equation(movements=came, levels=stored).row(0, named=True)

    assert (told["received"], told["in_warehouses"], told["handed_over"]) == (100, 59, 40)
    assert (told["difference"], told["holds"]) == (1, False)
    assert drifted(movements=came, levels=stored).rows() == [("mask", "A", "warehouse", 60, 59)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("AB"),
            st.sampled_from(PLACE_KINDS),
            st.sampled_from(PLACE_KINDS),
            st.integers(1, 9),
        ),
        max_size=30,
    )
)
def test_the_equation_holds_for_whatever_movements_when_the_amounts_follow_them(rows):
    came = moved(*(("mask", lot, begin, end, count) for lot, begin, end, count in rows))
    stored = balances(movements=came)

    told = equation(movements=came, levels=stored)

    assert told["holds"].all()
    assert stored["quantity"].sum() == 0
    assert drifted(movements=came, levels=stored).is_empty()


def test_what_waits_for_its_receipt_is_explained_and_what_never_left_is_at_fault():
    promises = pl.DataFrame(
        {
            "subject": ["b:1", "b:2", "b:3", "b:4"],
            "state": ["received", "delivered", "received", "scheduled"],
            "quantity": [1, 1, 1, 1],
        }
    )

    told = reconcile(
        promises=promises, moved=pl.DataFrame({"subject": ["b:1", "b:2"], "quantity": [1, 1]}), reported=2
    )

    assert (told.reported, told.confirmed, told.handed_over, told.awaiting) == (2, 2, 2, 1)
    assert [row[:2] for row in told.differences.rows()] == [
        ("b:2", "awaiting-receipt"), ("b:3", "receipt-without-movement"),
    ]  # fmt: skip
    assert not told.holds
