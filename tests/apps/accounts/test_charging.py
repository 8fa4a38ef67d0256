"""A billing run's charges are entered whole, once, and stand in the books by account."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.accounts.conftest import FAR, HOUSEHOLD, NEIGHBOUR, SHOP

from donghanh.apps.accounts.refusals import CannotPost
from donghanh.apps.organisation.permissions import Forbidden


def test_an_invoice_is_owed_with_its_vat_and_stands_as_revenue_of_its_price_group(books):
    from donghanh.apps.accounts.queries import trial_balance

    posted = books.charge(("1K22TAA-1", HOUSEHOLD, 100_000, 10_000), ("1K22TAA-2", FAR, 50_000, 5_000))
    books.charge(("1K22TAA-3", SHOP, 200_000, 20_000), category="business")

    assert (posted.posted_count, posted.known_count, posted.total_dong) == (2, 0, 165_000)
    told = trial_balance(actor=books.actors.auditor, as_of=date(2021, 12, 31))
    found = {line.account: line.balance_dong for line in told.lines if line.balance_dong}
    assert found == {
        "receivable": 385_000,
        "revenue_residential": -150_000,
        "revenue_business": -200_000,
        "vat_payable": -35_000,
    }
    assert told.balances
    assert books.check().holds


def test_the_last_day_of_payment_follows_from_the_lawbooks_term(books):
    books.charge(("A", HOUSEHOLD, 100_000, 10_000), on=date(2021, 12, 3))

    (row,) = books.statement(HOUSEHOLD).open_invoices
    assert row.due_on == date(2021, 12, 10)


def test_a_run_that_is_sent_again_enters_nothing_twice(books):
    books.charge(("A", HOUSEHOLD, 100_000, 10_000))

    again = books.charge(("A", HOUSEHOLD, 100_000, 10_000), ("B", NEIGHBOUR, 1_000, 100))

    assert (again.posted_count, again.known_count, again.total_dong) == (1, 1, 1_100)
    assert books.owed(HOUSEHOLD) == {"A": 110_000}
    assert books.charge(("A", HOUSEHOLD, 100_000, 10_000)).entry is None


def test_an_invoice_known_with_another_amount_keeps_the_whole_run_out(books):
    books.charge(("A", HOUSEHOLD, 100_000, 10_000))

    with pytest.raises(CannotPost) as told:
        books.charge(("A", HOUSEHOLD, 100_001, 10_000), ("B", NEIGHBOUR, 1_000, 100))

    assert told.value.rule == "invoice-known-otherwise"
    assert books.owed(NEIGHBOUR) == {}


def test_an_invoice_of_nothing_is_known_and_owes_nothing(books):
    books.charge(("A", HOUSEHOLD, 0, 0))

    assert books.owed(HOUSEHOLD) == {}
    assert books.charge(("A", HOUSEHOLD, 0, 0)).known_count == 1
    assert books.check().holds


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([("A", HOUSEHOLD, 1, 0), ("A", NEIGHBOUR, 1, 0)], "row-repeated"),
        ([("A", HOUSEHOLD, -1, 0)], "amount-below-zero"),
        ([("A", "PA01ND9999999", 1, 0)], "customers-unknown"),
        ([("A", HOUSEHOLD, 10**16, 0)], "amount-too-large"),
        ([("A", HOUSEHOLD, None, 0)], "amount-missing"),
    ],
)
def test_rows_that_cannot_stand_are_refused_with_their_rule(books, rows, rule):
    from tests.apps.accounts.conftest import charges_of

    made = charges_of(*[(name, code, net or 0, vat) for name, code, net, vat in rows])
    if rows[0][2] is None:
        import polars as pl

        made = made.with_columns(net_amount=pl.lit(None, pl.Int64))
    with pytest.raises(CannotPost) as told:
        _post(books, made)

    assert told.value.rule == rule


def test_a_total_that_is_not_its_parts_is_refused(books):
    import polars as pl
    from tests.apps.accounts.conftest import charges_of

    with pytest.raises(CannotPost) as told:
        _post(books, charges_of(("A", HOUSEHOLD, 10, 1)).with_columns(total_amount=pl.lit(12)))

    assert told.value.rule == "amounts-do-not-add-up"


def test_who_may_only_read_or_keeps_a_warehouse_enters_no_charges(books):
    from tests.apps.accounts.conftest import charges_of

    for actor in (books.actors.auditor, books.actors.warehouse_keeper("PA01ND"), books.actors.crew("PA01ND")):
        with pytest.raises(Forbidden):
            _post(books, charges_of(("A", HOUSEHOLD, 10, 1)), by=actor)


def _post(books, rows, by=None):
    from donghanh.apps.accounts.operations import post_charges

    return post_charges(
        rows=rows, on=date(2021, 12, 3), by=by or books.actors.business, at=books.now, subject="run:1"
    )
