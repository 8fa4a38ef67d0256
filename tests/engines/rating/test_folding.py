"""The fold of a bill's lines tells every change of them, and is the same plain, compiled, from lines."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from tests.engines.rating.conftest import a_bill, frames, small_law
from tests.engines.rating.generated import as_frames, some_bills
from tests.oracles.lines_folded_slowly import folded

from donghanh.engines.rating import rate, rate_checked, rate_totals

LAW = small_law()
LINE = {
    "kind": "energy", "from_on": date(2021, 10, 16), "until_on": date(2021, 11, 16), "register": "all",
    "tier": 1, "kwh_scaled": 50, "kwh_scale": 1, "price": 1678, "basis_amount": None,
    "percent_hundredths": None, "amount": 83_900, "source": "tariffs/648/residential-1",
}  # fmt: skip
OTHER = {
    "kind": "relief", "from_on": date(2021, 10, 17), "until_on": date(2021, 11, 17), "register": "peak",
    "tier": 2, "kwh_scaled": 51, "kwh_scale": 4, "price": 1679, "basis_amount": 0, "percent_hundredths": 0,
    "amount": 83_901, "source": "tariffs/648/residential-2",
}  # fmt: skip
FIXED = 4390318503726795237


@pytest.mark.parametrize("name", sorted(OTHER))
def test_another_value_in_any_column_gives_other_bits(name):
    assert folded([LINE]) != folded([LINE | {name: OTHER[name]}])


def test_lines_that_change_places_give_other_bits():
    two = LINE | {"amount": 5}

    assert folded([LINE, two]) != folded([two, LINE])


@settings(max_examples=60, deadline=None)
@given(some_bills())
def test_what_rating_folds_is_the_fold_of_the_lines_it_writes(bills):
    lines = rate(LAW, **as_frames(bills)).lines
    checked, refused = rate_checked(LAW, **as_frames(bills))

    by_bill = {key[0]: rows.to_dicts() for key, rows in lines.group_by("bill", maintain_order=True)}
    assert refused.is_empty()
    assert dict(checked.select("bill", "lines_check").iter_rows()) == {
        bill: folded(by_bill.get(bill, [])) for bill in checked["bill"]
    }


@settings(max_examples=15, deadline=None)
@given(some_bills())
def test_plain_and_compiled_fold_alike_and_leave_totals_as_they_are(bills):
    plain, _ = rate_checked(LAW, **as_frames(bills))
    compiled, _ = rate_checked(LAW, **as_frames(bills), many=1)

    assert plain.equals(compiled)
    assert plain.drop("lines_check").equals(rate_totals(LAW, **as_frames(bills))[0])


def test_bits_are_the_same_on_every_machine_and_in_every_version():
    checked, _ = rate_checked(LAW, **frames([a_bill()], 250))

    assert checked["lines_check"].to_list() == [FIXED]


def test_another_source_of_the_same_price_gives_other_bits():
    other = small_law()
    object.__setattr__(other, "prices", other.prices.with_columns(pl.col("source") + " again"))

    bills = frames([a_bill()], 250)
    assert (
        rate_checked(other, **bills)[0]["lines_check"].to_list()
        != rate_checked(LAW, **bills)[0]["lines_check"].to_list()
    )
