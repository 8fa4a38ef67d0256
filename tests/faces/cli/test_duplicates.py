"""`donghanh duplicates` as somebody types it: the queue, a decision in somebody's name, comparing anew."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN, house  # noqa: F401

from donghanh.faces.cli.duplicates import duplicates


@pytest.fixture(autouse=True)
def the_product_stands_at_its_day(monkeypatch, product_now):
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)
    monkeypatch.setattr("donghanh.faces.clock.today", lambda: date(2021, 12, 20))
    monkeypatch.setattr("donghanh.faces.cli.programmes_asking.open_house", lambda: None)


@pytest.fixture
def twice(house):  # noqa: F811
    """One person named for two gifts; the references."""
    given = {"name": "Khúc Thị Thạch Thảo", "phone": "0912345678", "commune": MY_THUAN}
    return house, [house.nominate("welfare-gifts", **given) for _ in range(2)]


def call(*words):
    return CliRunner().invoke(duplicates, [str(word) for word in words])


def document(*words):
    answer = call(*words, "--json")
    assert answer.exit_code == 0, (answer.exit_code, answer.stderr, answer.exception)
    return json.loads(answer.stdout)


def test_what_is_listed_is_decided_in_somebodys_name_and_leaves_the_queue(twice):
    house, references = twice  # noqa: F811
    officer = house.actors.unit_officer("PA01ND").username
    (line,) = document("list")["suspicions"]["lines"]

    told = document("decide", line["number"], "decide_same", "--why", "Đã gặp", "--as", officer)

    assert [line["other"]["reference"], line["benefit"]["reference"]] == references
    assert told == {"number": line["number"], "state": "same_household"}
    assert document("list")["suspicions"]["total"] == 0
    assert document("list", "--shown", "decided")["suspicions"]["total"] == 1
    assert "Nothing here." in call("list").stdout
    assert "same_phone" in call("list", "--shown", "all").stdout


def test_finding_twice_finds_nothing_new(twice):
    first, second = document("find"), document("find", "--campaign", CAMPAIGN)

    assert (first["compared"], first["new"]) == (2, 0)
    assert second == first


@pytest.mark.parametrize(
    "words",
    [
        ("decide", 999999, "decide_same", "--why", "x", "--as", "business"),
        ("decide", 1, "burn", "--why", "x", "--as", "business"),
        ("decide", 1, "decide_same", "--as", "business"),
        ("find", "--campaign", "nope"),
        ("list", "--campaign", "nope"),
        ("list", "--page", "0"),
    ],
)
def test_what_cannot_be_used_is_bad_input(twice, words):
    twice[0].actors.business  # noqa: B018 - the account is there

    answer = call(*words)

    assert (answer.exit_code, answer.stdout) == (2, "")
