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


def test_a_point_is_cut_off_and_a_test_outside_its_class_is_settled(desk):  # noqa: F811
    from tests.apps.supply.street import a_home

    from donghanh.apps.metering.operations import record_meter_test

    home, clerk = a_home(desk.actors, desk.now), desk.clerk.username
    who = ("--as", clerk, "--why", "nợ")
    assert "expected YYYY" in call("cut", home.point, "--on", "18/12", *who, status=2).stderr
    assert "cut off since" in call("cut", home.point, "--on", "2021-12-18", *who).stdout
    assert "cut off already" in call("cut", home.point, "--on", "2021-12-18", *who, status=2).stderr
    number = record_meter_test(
        actor=desk.clerk, point_code=home.point, tested_on=desk.now.date(), error_milli_percent=-2350,
        accuracy_class="2", is_within_class=False, paper="BB-1", at=desk.now,
    )  # fmt: skip

    assert json.loads(call("tests", "--open", "--json").stdout)[0]["number"] == number
    call("settle", number, "--pointer", "HĐ-1", *who)
    assert call("tests", "--open", "--json").stdout.strip() == "[]"
