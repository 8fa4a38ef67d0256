"""`donghanh conduct` as somebody types it: announced, drawn, verified, results, an address to rate at."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.apps.conduct.conftest import CITY, ROUND, SEED, conduct  # noqa: F401

from donghanh.apps.conduct import operations
from donghanh.faces.cli.conduct import conduct as command

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_product_stands_at_its_day(monkeypatch, product_now):
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)
    monkeypatch.setattr("donghanh.faces.clock.today", product_now.date)
    monkeypatch.setattr("donghanh.faces.cli.programmes_asking.open_house", lambda: None)


def call(*words, status=0):
    answer = CliRunner().invoke(command, [str(word) for word in words])
    assert answer.exit_code == status, (answer.exit_code, answer.stderr, answer.exception)
    return answer


def test_a_round_is_announced_drawn_and_verified(conduct):  # noqa: F811
    office = conduct.actors.office.username
    days = ("--from", "2021-12-21", "--until", "2021-12-31")
    told = json.loads(call("announce", *days, "--offices", 2, "--as", office, "--json").stdout)
    drawn = json.loads(call("sample", ROUND, "--as", office, "--json").stdout)

    assert (told["seed"], len(told["round"]["seed_commitment"])) == ("", 64)
    assert len(drawn["sample"]) == 2
    assert "secret until it is closed" in call("verify", ROUND, status=2).stderr


def test_a_unit_that_asks_for_the_sample_gets_none_and_draws_none(conduct):  # noqa: F811
    conduct.drawn(offices=3)
    head = conduct.actors.unit_head(CITY).username

    assert json.loads(call("sample", ROUND, "--as", head, "--json").stdout)["sample"] == []


def test_a_round_that_holds_ends_with_0_and_one_that_was_changed_with_1(conduct):  # noqa: F811
    from django.db import connection

    row = conduct.drawn(offices=1)[0]
    operations.make_round_void(actor=conduct.actors.office, code=ROUND, why="Thử", at=conduct.now)

    assert json.loads(call("verify", ROUND, "--json").stdout)["seed"] == SEED.hex()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE conduct_inspection SET day = %s", [row.day.replace(day=20)])
    assert "sample-differs" in call("verify", ROUND, status=1).stdout


def test_results_and_an_address_to_rate_at(conduct):  # noqa: F811
    words = ("invite", "counter", "Q-1", "--unit", CITY, "--customer", "0912345678", "--json")

    first = json.loads(call(*words).stdout)["path"]
    again = json.loads(call(*words, status=1).stdout)["path"]
    found = json.loads(call("results", "--json").stdout)

    assert first.startswith("/danh-gia/")
    assert again == ""
    assert found["ratings"]["total"]["invited"] == 1
    assert found["ratings"]["method"] == "wilson-95-kish"
