"""Bits over lines tell every change; look-up codes cannot be counted."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.engines.billing import (
    code_of,
    digest_of_results,
    folded_code,
    is_code_of,
    lines_check,
    parse_code,
)
from donghanh.kernel.billing_tables import LINES, TOTALS

LINE = {
    "bill": 1, "line": 1, "kind": "energy", "from_on": date(2021, 10, 16), "until_on": date(2021, 11, 16),
    "register": "all", "tier": 1, "kwh_scaled": 50, "kwh_scale": 1, "price": 1678, "basis_amount": None,
    "percent_hundredths": None, "amount": 83_900, "source": "tariffs/648/residential-1",
}  # fmt: skip
OTHER = {
    "kind": "relief", "line": 2, "from_on": date(2021, 10, 17), "until_on": date(2021, 11, 17),
    "register": "peak", "tier": 2, "kwh_scaled": 51, "kwh_scale": 4, "price": 1679, "basis_amount": 0,
    "percent_hundredths": 0, "amount": 83_901, "source": "tariffs/648/residential-2",
}  # fmt: skip


FIXED = 3511858290103774444


def check_of(*lines: dict[str, object]) -> list[int]:
    frame = pl.DataFrame(list(lines), schema=dict(LINES.schema), orient="row")
    return lines_check(lines=frame)["lines_check"].to_list()


@pytest.mark.parametrize("name", sorted(OTHER))
def test_another_value_in_any_column_gives_other_bits(name):
    assert check_of(LINE) != check_of(LINE | {name: OTHER[name]})


def test_bits_are_the_same_on_every_machine_and_in_every_version():
    assert check_of(LINE) == [FIXED]


def test_lines_that_change_places_give_other_bits_and_the_order_of_rows_does_not_matter():
    two = LINE | {"line": 2, "amount": 5}

    assert check_of(LINE, two) == check_of(two, LINE)
    assert check_of(LINE, two) != check_of(LINE | {"line": 2}, two | {"line": 1})


def test_bits_of_a_bill_do_not_depend_on_its_neighbours():
    assert check_of(LINE, LINE | {"bill": 2, "amount": 9})[0] == check_of(LINE)[0]


def test_no_lines_have_no_bits():
    assert check_of() == []


def test_a_digest_of_results_does_not_depend_on_their_order():
    rows = [dict.fromkeys([*TOTALS.schema.names(), "lines_check"], number) for number in (1, 2, 3)]
    frame = pl.DataFrame(rows)

    assert digest_of_results(results=frame) == digest_of_results(results=frame.reverse())
    changed = frame.with_columns(total_amount=pl.col("total_amount") + 1)
    assert digest_of_results(results=frame) != digest_of_results(results=changed)


@given(invoice=st.integers(1, 2**53), secret=st.binary(min_size=32, max_size=32))
def test_a_code_leads_back_to_its_invoice_however_it_is_typed(invoice, secret):
    code = code_of(secret=secret, invoice=invoice)

    for typed in (code, code.lower(), code.replace("-", " "), code.replace("0", "O").replace("1", "l")):
        assert parse_code(code=typed) == invoice
        assert is_code_of(code=typed, secret=secret, invoice=invoice)


@given(invoice=st.integers(1, 2**53), other=st.binary(min_size=32, max_size=32))
def test_a_code_made_without_the_secret_is_none(invoice, other):
    secret = bytes(range(32))

    assert other == secret or not is_code_of(
        code=code_of(secret=other, invoice=invoice), secret=secret, invoice=invoice
    )
    counted = code_of(secret=secret, invoice=invoice)[:-15]
    assert not is_code_of(code=counted, secret=secret, invoice=invoice)


@given(st.text(max_size=60))
def test_any_text_is_answered(text):
    parse_code(code=text)
    assert len(folded_code(text)) <= 40
