"""Money over the API: entered once under its key, taken back, credit used; by who may, in sight alone."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.accounts.conftest import FAR, HOUSEHOLD, opened

PAY = f"/accounts/customers/{HOUSEHOLD}/payments"
SENT = {"key": "k-1", "amount_dong": 150_000, "account": "bank", "why": "UNC 12"}


@pytest.fixture
def books(actors, product_now):
    made = opened(actors, product_now)
    made.charge(("A", HOUSEHOLD, 100_000, 10_000))
    return made


def test_a_payment_sent_twice_under_one_key_is_entered_once(books, ask):
    clerk = ask(books.actors.unit_officer("PA01ND"))

    first, again = clerk.post(PAY, SENT), clerk.post(PAY, SENT)
    other = clerk.post(PAY, SENT | {"amount_dong": 150_001})

    told = {"allocations": [{"invoice": "A", "amount_dong": 110_000}], "credit_dong": 40_000}
    assert first == (200, {"entry": first[1]["entry"], "is_known": False, **told})
    assert again == (200, first[1] | {"is_known": True})
    assert (other[0], other[1]["rule"]) == (409, "key-used-otherwise")
    assert books.statement(HOUSEHOLD).credit_dong == 40_000


def test_a_payment_is_taken_back_once_and_the_same_request_is_answered_alike(books, ask):
    clerk = ask(books.actors.unit_officer("PA01ND"))
    entry = clerk.post(PAY, SENT)[1]["entry"]
    way, why = f"/accounts/payments/{entry}/reversal", {"key": "r-1", "why": "Ghi nhầm"}

    first, again = clerk.post(way, why), clerk.post(way, why)

    assert first[0] == 200
    assert again == first
    assert clerk.post(way, why | {"key": "r-2"})[1]["rule"] == "reversed-already"
    assert clerk.post(way, {"key": "r-3", "why": " "})[1]["rule"] == "reason-missing"
    assert books.owed(HOUSEHOLD) == {"A": 110_000}
    assert books.check().holds


def test_credit_is_used_once_for_one_customer_or_all(books, ask):
    head = ask(books.actors.unit_head("PA01ND"))
    head.post(PAY, SENT)
    books.charge(("B", HOUSEHOLD, 10_000, 1_000), on=date(2021, 12, 18), month=date(2021, 12, 1))
    wanted = {"key": "c-1", "code": HOUSEHOLD}

    first, again = head.post("/accounts/credits/use", wanted), head.post("/accounts/credits/use", wanted)

    assert (first[0], first[1]["posted_count"], first[1]["total_dong"]) == (200, 1, 11_000)
    assert again[1] == {"entry": first[1]["entry"], "posted_count": 0, "known_count": 1, "total_dong": 0}
    assert head.post("/accounts/credits/use", {"key": "c-2"})[1]["entry"] is None
    assert head.post("/accounts/credits/use", {"key": "c-1"})[1]["rule"] == "key-used-otherwise"
    assert books.statement(HOUSEHOLD).credit_dong == 29_000


def test_nobody_moves_money_of_another_unit_or_without_the_right(books, ask):
    entry = ask(books.actors.office).post(PAY, SENT)[1]["entry"]
    back = f"/accounts/payments/{entry}/reversal"
    other = ask(books.actors.unit_head("PA01XT"))

    assert other.post(PAY, SENT)[0] == other.post(back, {"key": "k", "why": "x"})[0] == 404
    assert other.post("/accounts/credits/use", {"key": "k", "code": HOUSEHOLD})[0] == 404
    for nobody in (books.actors.auditor, books.actors.crew("PA01ND")):
        assert ask(nobody).post(PAY, SENT)[0] == 403
        assert ask(nobody).post(back, {"key": "k", "why": "x"})[0] == 403
    clerk = ask(books.actors.unit_officer("PA01ND"))
    assert clerk.post("/accounts/credits/use", {"key": "k"})[0] == 403
    assert clerk.post(f"/accounts/customers/{FAR}/payments", SENT)[0] == 404
    assert ask(None).post(PAY, SENT)[0] == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount_dong": 0}, {"amount_dong": -1}, {"amount_dong": 1.5}, {"amount_dong": 10**16}, {"key": ""},
        {"account": "gold"}, {"amount": 5}, {"key": None},
    ],
)  # fmt: skip
def test_a_payment_that_cannot_be_one_is_refused_before_the_books(books, ask, wrong):
    status, told = ask(books.actors.office).post(PAY, SENT | wrong)

    assert (status, told["rule"]) == (422, "input-does-not-fit")
