"""No đồng of a payment is lost, none is used twice, and the oldest debt goes first."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from donghanh.engines.accounts import Owed, allocate

DEBTS = some.lists(some.integers(1, 10**6), max_size=8).map(
    lambda amounts: [
        Owed(f"HD{number}", date(2021, 12, 1) + timedelta(days=amount % 5), amount)
        for number, amount in enumerate(amounts)
    ]
)


@given(some.integers(0, 10**7), DEBTS)
def test_parts_and_rest_are_the_payment_and_no_part_is_more_than_is_owed(amount, debts):
    parts, left = allocate(amount_dong=amount, owed=debts)

    owed = {one.invoice: one.owed_dong for one in debts}
    assert sum(part.amount_dong for part in parts) + left == amount
    assert all(0 < part.amount_dong <= owed[part.invoice] for part in parts)
    assert not left or sum(owed.values()) == amount - left


@given(some.integers(0, 10**7), DEBTS)
def test_a_later_debt_gets_nothing_before_an_earlier_one_is_paid(amount, debts):
    parts, _ = allocate(amount_dong=amount, owed=debts)

    paid = {part.invoice: part.amount_dong for part in parts}
    short = [one.due_on for one in debts if paid.get(one.invoice, 0) < one.owed_dong]
    reached = [one.due_on for one in debts if one.invoice in paid]
    assert not short or not reached or max(reached) <= min(short)
