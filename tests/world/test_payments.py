"""Most of a generated province pays in time, some late, a few not; by any day the same."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from donghanh.kernel.account_tables import OPEN_INVOICES
from donghanh.world.payments import payments_until

ISSUED, DUE = date(2021, 9, 1), date(2021, 9, 8)


@pytest.fixture(scope="module")
def owed():
    rows = [(f"I{at:05}", f"C{at:05}", ISSUED, DUE, 100_001 + at) for at in range(4_000)]
    return pl.DataFrame(rows, schema=OPEN_INVOICES.schema, orient="row")


def paid(owed, until, seed=1):
    return payments_until(seed=seed, open_invoices=owed, until=until)


def test_most_pay_in_time_some_late_a_few_not_within_three_months(owed):
    in_time, late = paid(owed, DUE).height / 4_000, paid(owed, DUE + timedelta(days=90)).height / 4_000

    assert 0.78 < in_time < 0.88
    assert 0.96 < late < 0.995


def test_what_is_paid_in_two_parts_is_what_is_paid_at_once(owed):
    first = paid(owed, DUE)
    rest = owed.join(first, on="invoice", how="anti")
    second = paid(rest, date(2021, 10, 20))

    assert pl.concat([first, second]).sort("on", "key").equals(paid(owed, date(2021, 10, 20)))
    assert not paid(owed, DUE).equals(paid(owed, DUE, seed=2))


def test_nobody_pays_before_the_invoice_or_less_than_is_owed_and_few_too_much(owed):
    told = paid(owed, date(2022, 1, 1)).join(owed, on="invoice")

    assert told["on"].min() > ISSUED
    assert (told["amount"] >= told["owed"]).all()
    assert 0 < told.filter(pl.col("amount") > pl.col("owed")).height < 40
    assert set(told["account"]) == {"bank", "cash"}
