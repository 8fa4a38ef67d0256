"""A payment goes to the invoice named, then to the one due first; the rest is credit and can be repaid."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.accounts.conftest import HOUSEHOLD, NEIGHBOUR

from donghanh.apps.accounts.refusals import CannotPay, CannotPost, CannotRefund
from donghanh.apps.organisation.permissions import Forbidden

ASK = {"code": HOUSEHOLD, "amount_dong": 46_000, "why": "Khách yêu cầu"}


@pytest.fixture
def two_bills(books):
    books.charge(("OCT", HOUSEHOLD, 40_000, 4_000), on=date(2021, 11, 3), month=date(2021, 10, 1))
    books.charge(("NOV", HOUSEHOLD, 100_000, 10_000), on=date(2021, 12, 3))
    return books


def test_a_payment_pays_the_oldest_invoice_first(two_bills):
    paid = two_bills.pay(HOUSEHOLD, 50_000)

    assert [(part.invoice, part.amount_dong) for part in paid.allocations] == [
        ("OCT", 44_000),
        ("NOV", 6_000),
    ]
    assert two_bills.owed(HOUSEHOLD) == {"NOV": 104_000}


def test_the_invoice_that_the_payer_named_comes_first(two_bills):
    two_bills.pay(HOUSEHOLD, 110_000, invoice="NOV")

    assert two_bills.owed(HOUSEHOLD) == {"OCT": 44_000}


def test_what_is_paid_too_much_is_credit_and_is_used_for_the_next_bill(two_bills):
    from donghanh.apps.accounts.operations import use_credits

    two_bills.pay(HOUSEHOLD, 200_000)
    assert two_bills.statement(HOUSEHOLD).credit_dong == 46_000
    two_bills.charge(("DEC", HOUSEHOLD, 30_000, 3_000), on=date(2022, 1, 3), month=date(2021, 12, 1))

    used = use_credits(by=two_bills.actors.business, on=date(2022, 1, 3), at=two_bills.now)

    told = two_bills.statement(HOUSEHOLD, as_of=date(2022, 1, 31))
    assert (used.total_dong, told.owed_dong, told.credit_dong) == (33_000, 0, 13_000)
    assert two_bills.check().holds


def test_a_payment_sent_again_under_its_key_is_entered_once(two_bills):
    first = two_bills.pay(HOUSEHOLD, 50_000, key="bank-77")
    again = two_bills.pay(HOUSEHOLD, 50_000, key="bank-77")

    assert again.is_known
    assert (again.entry, again.allocations) == (first.entry, first.allocations)
    assert two_bills.statement(HOUSEHOLD).owed_dong == 104_000
    with pytest.raises(CannotPost, match="other words"):
        two_bills.pay(HOUSEHOLD, 60_000, key="bank-77")


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"amount": 0}, "amount-not-positive"),
        ({"amount": -5}, "amount-not-positive"),
        ({"amount": True}, "amount-not-positive"),
        ({"amount": 10**16}, "amount-not-positive"),
        ({"account": "revenue_business"}, "account-unknown"),
        ({"key": ""}, "key-missing"),
        ({"invoice": "DEC"}, "invoice-not-open"),
    ],
)
def test_a_payment_that_cannot_stand_is_refused(two_bills, wrong, rule):
    with pytest.raises(CannotPay) as told:
        two_bills.pay(HOUSEHOLD, wrong.pop("amount", 1_000), **wrong)

    assert told.value.rule == rule


def test_a_payment_entered_wrongly_is_taken_back_by_a_reversal_that_points_to_it(two_bills):
    from donghanh.apps.accounts.operations import reverse_payment

    paid = two_bills.pay(HOUSEHOLD, 200_000)
    asked = {"entry": paid.entry, "on": date(2021, 12, 11), "at": two_bills.now}

    made = reverse_payment(by=two_bills.actors.office, why="Nhầm khách hàng", **asked)

    told = two_bills.statement(HOUSEHOLD)
    assert (told.owed_dong, told.credit_dong) == (154_000, 0)
    assert {line.reverses for line in told.lines if line.entry == made} == {paid.entry}
    assert two_bills.check().holds
    with pytest.raises(CannotPay) as refused:
        reverse_payment(by=two_bills.actors.office, why="Nhầm", **asked)
    assert refused.value.rule == "reversed-already"


def test_a_refund_is_asked_for_by_one_decided_by_another_and_paid_once(two_bills):
    from donghanh.apps.accounts import operations
    from donghanh.apps.accounts.queries import refunds

    two_bills.pay(HOUSEHOLD, 200_000)
    officer, head = two_bills.actors.unit_officer("PA01ND"), two_bills.actors.unit_head("PA01ND")
    asked = operations.request_refund(by=officer, **ASK, at=two_bills.now)
    with pytest.raises(CannotRefund) as refused:
        operations.request_refund(by=officer, code=HOUSEHOLD, amount_dong=1, why="Thêm", at=two_bills.now)
    assert refused.value.rule == "more-than-credit"
    with pytest.raises(CannotRefund) as early:
        operations.pay_refund(
            by=officer, request=asked, account="bank", on=date(2021, 12, 21), at=two_bills.now
        )
    assert early.value.rule == "not-approved"

    operations.approve_refund(by=head, request=asked, on=date(2021, 12, 20), at=two_bills.now)
    pay = {"by": officer, "request": asked, "account": "bank", "on": date(2021, 12, 21), "at": two_bills.now}

    assert operations.pay_refund(**pay) == operations.pay_refund(**pay)
    (row,) = refunds(actor=head)
    assert row.state == "paid"
    told = two_bills.statement(HOUSEHOLD)
    assert (told.credit_dong, told.refund_dong) == (0, 0)
    assert two_bills.check().holds


def test_nobody_decides_about_a_refund_that_he_asked_for_and_an_officer_about_none(two_bills):
    from donghanh.apps.accounts import operations

    two_bills.pay(HOUSEHOLD, 200_000)
    head, officer = two_bills.actors.unit_head("PA01ND"), two_bills.actors.unit_officer("PA01ND")
    asked = operations.request_refund(by=head, **ASK, at=two_bills.now)

    with pytest.raises(Forbidden, match="asked_for_it_himself"):
        operations.approve_refund(by=head, request=asked, on=date(2021, 12, 20), at=two_bills.now)
    with pytest.raises(Forbidden, match="role_missing"):
        operations.approve_refund(by=officer, request=asked, on=date(2021, 12, 20), at=two_bills.now)


def test_a_refused_refund_sets_the_credit_free_again(two_bills):
    from donghanh.apps.accounts import operations

    two_bills.pay(HOUSEHOLD, 200_000)
    officer, head = two_bills.actors.unit_officer("PA01ND"), two_bills.actors.unit_head("PA01ND")
    ask = {"by": officer, **ASK, "at": two_bills.now}
    asked = operations.request_refund(**ask)
    operations.refuse_refund(by=head, request=asked, why="Thiếu giấy tờ", at=two_bills.now)

    assert operations.request_refund(**ask)
    assert two_bills.statement(HOUSEHOLD).credit_dong == 46_000


def test_money_of_a_customer_who_owes_nothing_is_credit(books):
    paid = books.pay(NEIGHBOUR, 10_000)

    assert (paid.allocations, paid.credit_dong) == ((), 10_000)
