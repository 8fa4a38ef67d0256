"""Digests tell every change; look-up codes cannot be counted."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from donghanh.engines.billing import (
    code_of,
    digest_of_results,
    folded_code,
    is_code_of,
    parse_code,
)
from donghanh.kernel.billing_tables import TOTALS


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
