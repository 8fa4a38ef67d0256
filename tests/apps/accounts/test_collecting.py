"""Payments by file: each an entry of its own, entered once, all or nothing."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.apps.accounts.conftest import FAR, HOUSEHOLD, NEIGHBOUR

from donghanh.apps.accounts.operations import post_collected, reverse_payment
from donghanh.apps.accounts.queries import open_invoices, statement
from donghanh.apps.accounts.refusals import CannotPost
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.kernel.account_tables import COLLECTED

ON = date(2021, 12, 10)


def collect(books, *rows, by=None):
    frame = pl.DataFrame([(*row, ON) for row in rows], schema=COLLECTED.schema, orient="row")
    return post_collected(rows=frame, by=by or books.actors.business, at=books.now, subject="bank.csv")


@pytest.fixture
def owed(books):
    books.charge(("A", HOUSEHOLD, 100_000, 10_000), ("B", NEIGHBOUR, 10_000, 1_000), ("C", FAR, 5_000, 500))
    return books


def test_what_came_in_lowers_the_invoice_and_what_is_too_much_is_credit(owed):
    told = collect(owed, ("1", "A", 110_000, "bank"), ("2", "B", 15_000, "cash"), ("3", "C", 500, "bank"))

    assert (told.entry, told.posted_count, told.total_dong) == (None, 3, 125_500)
    assert (owed.owed(HOUSEHOLD), owed.owed(FAR)) == ({}, {"C": 5_000})
    assert owed.statement(NEIGHBOUR).credit_dong == 4_000
    assert owed.check().holds


def test_a_file_read_again_enters_only_what_is_new(owed):
    collect(owed, ("1", "A", 60_000, "bank"))

    again = collect(owed, ("1", "A", 60_000, "bank"), ("2", "B", 1_000, "bank"))

    assert (again.posted_count, again.known_count) == (1, 1)
    assert owed.owed(HOUSEHOLD) == {"A": 50_000}


def test_each_payment_is_an_entry_that_can_be_taken_back_alone(owed):
    collect(owed, ("1", "A", 110_000, "bank"), ("2", "B", 11_000, "bank"))
    line = statement(actor=owed.actors.director, code=HOUSEHOLD, as_of=ON).lines[-1]

    reverse_payment(by=owed.actors.business, entry=line.entry, why="nhầm", on=ON, at=owed.now)

    assert (owed.owed(HOUSEHOLD), owed.owed(NEIGHBOUR)) == ({"A": 110_000}, {})


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([("1", "A", 0, "bank")], "amount-not-positive"),
        ([("1", "A", 1, "bank"), ("2", "A", 1, "bank")], "invoice-repeated"),
        ([("1", "A", 1, "bank"), ("2", "nowhere", 1, "bank")], "invoices-unknown"),
        ([("known", "A", 61, "bank")], "key-used-otherwise"),
    ],
)
def test_a_row_that_cannot_stand_keeps_the_whole_file_out(owed, rows, rule):
    collect(owed, ("known", "A", 60, "bank"))

    with pytest.raises(CannotPost) as told:
        collect(owed, ("9", "B", 1, "bank"), *rows)

    assert told.value.rule == rule
    assert owed.owed(NEIGHBOUR) == {"B": 11_000}


def test_who_may_and_what_is_in_sight(owed):
    head = owed.actors.unit_head("PA01ND")

    assert open_invoices(actor=head)["invoice"].to_list() == ["A", "B"]
    assert open_invoices(actor=owed.actors.business)["owed"].to_list() == [110_000, 11_000, 5_500]
    with pytest.raises(CannotPost, match="in sight"):
        collect(owed, ("1", "C", 1, "bank"), by=head)
    with pytest.raises(Forbidden):
        collect(owed, ("1", "A", 1, "bank"), by=owed.actors.unit_officer("PA01ND"))
    with pytest.raises(Forbidden):
        open_invoices(actor=owed.actors.crew("PA01ND"))
