"""An adjustment points back, changes what is owed by its own amount, and never the original."""

from __future__ import annotations

import pytest
from tests.apps.accounts.conftest import HOUSEHOLD

from donghanh.apps.accounts.refusals import CannotPost


def test_what_lowers_a_bill_lowers_what_is_owed_of_the_original(books):
    books.charge(("A", HOUSEHOLD, 100_000, 10_000))

    books.adjust(("A-1", "A", -10_000, -1_000))

    assert books.owed(HOUSEHOLD) == {"A": 99_000}
    assert books.check().holds


def test_what_lowers_a_bill_that_was_paid_becomes_credit(books):
    books.charge(("A", HOUSEHOLD, 100_000, 10_000))
    books.pay(HOUSEHOLD, 105_000)

    books.adjust(("A-1", "A", -10_000, -1_000), ("A-2", "A", -1_000, 0))

    told = books.statement(HOUSEHOLD)
    assert (told.owed_dong, told.credit_dong) == (0, 7_000)
    assert books.check().holds


def test_what_raises_a_bill_is_owed_by_itself_and_points_back(books):
    books.charge(("A", HOUSEHOLD, 100_000, 10_000))

    books.adjust(("A-1", "A", 5_000, 500))

    rows = books.statement(HOUSEHOLD).open_invoices
    assert [(row.invoice, row.owed_dong, row.refers_to) for row in rows] == [
        ("A", 110_000, ""), ("A-1", 5_500, "A"),
    ]  # fmt: skip


def test_an_adjustment_sent_again_is_entered_once(books):
    books.charge(("A", HOUSEHOLD, 100_000, 10_000))
    books.adjust(("A-1", "A", -10_000, -1_000))

    assert books.adjust(("A-1", "A", -10_000, -1_000)).known_count == 1
    assert books.owed(HOUSEHOLD) == {"A": 99_000}


@pytest.mark.parametrize(
    ("row", "rule"),
    [(("A-1", "nowhere", -1, 0), "invoices-unknown"), (("A-1", "A", -10, 1), "signs-differ")],
)
def test_an_adjustment_that_cannot_stand_is_refused(books, row, rule):
    books.charge(("A", HOUSEHOLD, 100_000, 10_000))

    with pytest.raises(CannotPost) as told:
        books.adjust(row)

    assert told.value.rule == rule
