"""Two hands at one moment, each with an own connection: a payment twice, an invoice by two, a run twice."""

from __future__ import annotations

import pytest
from tests.apps.accounts.conftest import HOUSEHOLD, opened
from tests.apps.stock.test_at_once import press_together

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)


@pytest.fixture
def books(transactional_db, product_now):
    from tests.conftest import Actors

    actors = Actors(at=product_now)
    _ = actors.office, actors.business, actors.director  # made before the threads ask for them
    return opened(actors, product_now)


def test_a_double_click_is_one_payment(books):
    books.charge(("A", HOUSEHOLD, 100_000, 10_000))

    def click():
        books.pay(HOUSEHOLD, 110_000, key="one-click")

    assert press_together([click, click, click]) == ["done", "done", "done"]
    told = books.statement(HOUSEHOLD)
    assert (told.owed_dong, told.credit_dong) == (0, 0)
    assert books.check().holds


def test_two_who_pay_the_same_invoice_at_once_pay_it_once_and_the_rest_is_credit(books):
    books.charge(("A", HOUSEHOLD, 100_000, 10_000))

    def pay(key):
        return lambda: books.pay(HOUSEHOLD, 110_000, key=key)

    assert press_together([pay("bank"), pay("counter")]) == ["done", "done"]
    told = books.statement(HOUSEHOLD)
    assert (told.owed_dong, told.credit_dong) == (0, 110_000)
    assert books.check().holds


def test_the_first_payments_of_a_customer_without_an_account_do_not_collide(books):
    def pay(key):
        return lambda: books.pay(HOUSEHOLD, 1_000, key=key)

    assert press_together([pay("1"), pay("1"), pay("2")]) == ["done", "done", "done"]
    assert books.statement(HOUSEHOLD).credit_dong == 2_000


def test_a_run_sent_twice_at_once_with_a_payment_between_enters_everything_once(books):
    def run():
        books.charge(("A", HOUSEHOLD, 100_000, 10_000))

    assert press_together([run, run, lambda: books.pay(HOUSEHOLD, 5_000)]) == ["done"] * 3
    told = books.statement(HOUSEHOLD)
    assert told.owed_dong - told.credit_dong == 105_000
    assert books.check().holds
