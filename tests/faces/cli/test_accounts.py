"""`donghanh accounts`: what is owed, debts by age, the trial balance; the check's status is its verdict."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from tests.apps.accounts.conftest import HOUSEHOLD, Books, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def books(actors: Any, product_now: Any, monkeypatch: pytest.MonkeyPatch) -> Books:
    from donghanh.faces import clock

    monkeypatch.setattr(clock, "now", lambda: product_now)
    monkeypatch.setattr(clock, "today", product_now.date)
    made = opened(actors, product_now)
    made.charge(("A", HOUSEHOLD, 100_000, 10_000))
    made.pay(HOUSEHOLD, 30_000, on=date(2021, 12, 15))
    return made


def run(*words: str) -> Result:
    from donghanh.faces.cli.main import main

    return CliRunner().invoke(main, ["accounts", *words])


def test_a_statement_tells_every_entry_and_hides_the_house_number(books):
    told = json.loads(run("statement", HOUSEHOLD, "--json").stdout)

    assert [(line["kind"], line["owed_dong"]) for line in told["lines"]] == [
        ("charges", 110_000), ("payment", 80_000),
    ]  # fmt: skip
    assert told["owed_dong"] == 80_000
    assert told["address"] == "Số •• đường Trần Hưng Đạo"
    assert "Owed 80.000 đồng" in run("statement", HOUSEHOLD).output


def test_debts_are_told_as_of_any_day(books):
    now = json.loads(run("ageing", "--json").stdout)
    before = json.loads(run("ageing", "--as-of", "2021-12-10", "--json").stdout)

    assert (now["total"]["buckets"]["days_1_30"], before["total"]["buckets"]["not_due"]) == (80_000, 110_000)
    assert "80.000" in run("ageing").output


def test_the_trial_balance_balances(books):
    told = json.loads(run("balance", "--json").stdout)

    assert told["balances"]
    assert told["debit_dong"] == told["credit_dong"] == 140_000


def test_the_check_ends_with_one_when_a_balance_is_not_the_sum_of_its_transfers(books):
    assert run("check", "--json").exit_code == 0
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE accounts_customeraccount SET owed = owed + 1")
        cursor.execute("SET session_replication_role = DEFAULT")

    wrong = run("check", "--json")

    assert wrong.exit_code == 1
    assert [one["rule"] for one in json.loads(wrong.stdout)["differences"]] == ["balance"]


def test_a_customer_that_is_not_there_or_out_of_sight_ends_with_two(books):
    assert run("statement", "PA01ND9999999").exit_code == 2
    officer = books.actors.unit_officer("PA01XT")
    assert run("statement", HOUSEHOLD, "--as", officer.username).exit_code == 2
    assert run("balance", "--as", officer.username).exit_code == 2
