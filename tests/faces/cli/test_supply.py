"""`donghanh supply` as somebody types it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.apps.supply.conftest import desk  # noqa: F401 -- the fixture of these tests

from donghanh.faces.cli.supply import supply as command

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


def test_supplies_are_listed_shown_and_stepped(desk):  # noqa: F811
    code, clerk = desk.apply().code, desk.clerk.username

    listed = json.loads(call("list", "--json").stdout)
    assert [(one["case_code"], one["next_step"]) for one in listed["rows"]] == [(code, "check")]
    call("step", code, "check", "--as", clerk)
    facts = ("--fact", "crew=Tổ 1", "--fact", "surveyed_on=2021-12-20", "--fact", "can_supply=yes")
    shown = json.loads(call("step", code, "survey", *facts, "--as", clerk, "--json").stdout)

    assert shown["row"]["next_step"] == "offer"
    assert "next offer" in call("show", code).stdout
    assert "Free wiring: accepted" in call("wiring", code, "accepted", "--as", clerk).stdout


def test_a_step_out_of_order_and_a_fact_without_a_name_are_bad_input(desk):  # noqa: F811
    code, clerk = desk.apply().code, desk.clerk.username

    assert "'check' comes first" in call("step", code, "survey", "--as", clerk, status=2).stderr
    assert "NAME=VALUE" in call("step", code, "check", "--fact", "x", "--as", clerk, status=2).stderr
