"""How late debts are, as of any day; the list behind a figure; and who may see which."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.apps.accounts.conftest import FAR, HOUSEHOLD, NEIGHBOUR

from donghanh.apps.accounts.refusals import NotFound
from donghanh.apps.organisation.permissions import Forbidden

DUE = date(2021, 12, 10)


@pytest.fixture
def owing(books):
    books.charge(("OCT", HOUSEHOLD, 40_000, 4_000), on=date(2021, 11, 3), month=date(2021, 10, 1))
    books.charge(("A", HOUSEHOLD, 100_000, 10_000), ("B", NEIGHBOUR, 10_000, 1_000), ("C", FAR, 5_000, 500))
    return books


def aged(books, as_of, actor=None):
    from donghanh.apps.accounts.queries import ageing

    told = ageing(actor=actor or books.actors.director, as_of=as_of)
    return {
        row.unit_code: {bucket: owed for bucket, owed in row.buckets.items() if owed} for row in told.rows
    }


@pytest.mark.parametrize(
    ("late", "bucket"),
    [
        (0, "not_due"), (1, "days_1_30"), (30, "days_1_30"), (31, "days_31_60"), (60, "days_31_60"),
        (61, "days_61_90"), (90, "days_61_90"), (91, "days_over_90"), (1_000, "days_over_90"),
    ],
)  # fmt: skip
def test_a_debt_stands_in_the_class_of_its_days_and_the_engine_says_the_same(books, late, bucket):
    from donghanh.engines.accounts import bucket_of

    books.charge(("A", HOUSEHOLD, 100_000, 10_000))
    as_of = DUE + timedelta(days=late)

    assert aged(books, as_of) == {"PA01ND": {bucket: 110_000}}
    assert bucket_of(due_on=DUE, as_of=as_of) == bucket


def test_what_was_owed_on_a_day_is_told_after_it_was_paid(owing):
    owing.pay(HOUSEHOLD, 44_000, on=date(2021, 12, 15))
    owing.pay(HOUSEHOLD, 200_000, on=date(2022, 1, 5), key="2")

    assert aged(owing, date(2021, 12, 14))["PA01ND"] == {"days_1_30": 121_000, "days_31_60": 44_000}
    assert aged(owing, date(2021, 12, 15))["PA01ND"] == {"days_1_30": 121_000}
    assert aged(owing, date(2022, 1, 5))["PA01ND"] == {"days_1_30": 11_000}
    assert aged(owing, date(2021, 11, 2)) == {}


def test_behind_each_figure_stand_the_customers_who_make_it(owing):
    from donghanh.apps.accounts.queries import debtors

    told = debtors(
        actor=owing.actors.director, as_of=date(2021, 12, 14), unit_code="PA01ND", bucket="days_1_30"
    )

    assert {row.code: row.owed_dong for row in told.rows} == {HOUSEHOLD: 110_000, NEIGHBOUR: 11_000}
    assert (told.total, told.rows[0].late_days) == (2, 4)


def test_a_clerk_of_another_unit_sees_nothing_of_it(owing):
    from donghanh.apps.accounts.operations import post_payment, request_refund
    from donghanh.apps.accounts.queries import credits_in_sight, debtors, owed_of, refunds, statement

    owing.pay(HOUSEHOLD, 200_000)
    request_refund(by=owing.actors.office, code=HOUSEHOLD, amount_dong=100, why="Trả lại", at=owing.now)
    other = owing.actors.unit_officer("PA01XT")

    assert aged(owing, date(2021, 12, 14), other) == {"PA01XT": {"days_1_30": 5_500}}
    assert {row.code for row in debtors(actor=other, as_of=DUE).rows} == {FAR}
    assert credits_in_sight(actor=other) == ()
    assert refunds(actor=other) == ()
    pay = {"account": "cash", "on": DUE, "at": owing.now, "key": "x"}
    for ask in (
        lambda: statement(actor=other, code=HOUSEHOLD, as_of=DUE),
        lambda: owed_of(actor=other, code=HOUSEHOLD, as_of=DUE),
        lambda: post_payment(by=other, code=HOUSEHOLD, amount_dong=1, **pay),
    ):
        with pytest.raises(NotFound):
            ask()
    with pytest.raises(Forbidden):
        debtors(actor=other, as_of=DUE, unit_code="PA01ND")


def test_crews_keepers_and_partners_see_no_accounts_and_a_unit_not_the_companys_books(owing):
    from donghanh.apps.accounts.queries import ageing, check_books, owed_of, trial_balance

    actors = owing.actors
    for actor in (actors.crew("PA01ND"), actors.warehouse_keeper("PA01ND"), actors.partner_officer("13633")):
        with pytest.raises(Forbidden):
            ageing(actor=actor, as_of=DUE)
        with pytest.raises(Forbidden):
            owed_of(actor=actor, code=HOUSEHOLD, as_of=DUE)
    head = actors.unit_head("PA01ND")
    for ask in (lambda: trial_balance(actor=head, as_of=DUE), lambda: check_books(actor=head)):
        with pytest.raises(Forbidden):
            ask()


def test_an_address_is_masked_until_it_is_read_in_full_which_is_recorded(owing):
    from donghanh.apps.accounts.operations import read_statement
    from donghanh.apps.organisation.models import PersonalDataReading

    officer = owing.actors.unit_officer("PA01ND")
    assert "••" in owing.statement(HOUSEHOLD).address

    told = read_statement(actor=officer, code=HOUSEHOLD, as_of=DUE, at=owing.now)

    assert told.address == "Số 1 đường Trần Hưng Đạo"
    row = PersonalDataReading.objects.get()
    assert (row.username, row.what) == (officer.username, "account_statement")
    assert row.subject == f"customer:{HOUSEHOLD}"
    with pytest.raises(Forbidden):
        read_statement(actor=owing.actors.warehouse_keeper("PA01ND"), code=HOUSEHOLD, as_of=DUE, at=owing.now)
