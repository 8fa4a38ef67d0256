"""`donghanh confirmations` as somebody types it: drawn in a name, counted, verified with an exit status."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner
from tests.apps.programmes.confirming_words import asking, drawn, moved, received, told
from tests.apps.programmes.conftest import CAMPAIGN, house  # noqa: F401

from donghanh.engines.confirmations import commitment_of
from donghanh.faces.cli.confirmations import confirmations

pytestmark = pytest.mark.django_db
DAY = date(2021, 12, 20)


@pytest.fixture(autouse=True)
def the_product_stands_at_its_day(monkeypatch, product_now):
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)
    monkeypatch.setattr("donghanh.faces.clock.today", lambda: DAY)
    monkeypatch.setattr("donghanh.faces.cli.programmes_asking.open_house", lambda: None)


def document(*words, status=0):
    answer = CliRunner().invoke(confirmations, [*map(str, words), "--json"])
    assert answer.exit_code == status, (answer.exit_code, answer.stderr, answer.exception)
    return json.loads(answer.stdout)


def test_a_round_is_drawn_in_somebodys_name_and_tells_no_seed(house):  # noqa: F811
    received(house)

    card = document("draw", "--as", house.actors.business.username)

    assert (card["number"], card["sampled"], card["seed"]) == (1, 1, "")
    assert len(card["seed_commitment"]) == 64


def test_what_cannot_be_drawn_or_verified_yet_is_bad_input(house):  # noqa: F811
    username = house.actors.business.username
    nothing = CliRunner().invoke(confirmations, ["draw", "--as", username])
    received(house)
    drawn(house)
    early = CliRunner().invoke(confirmations, ["verify", "1"])
    head = CliRunner().invoke(confirmations, ["draw", "--as", house.actors.unit_head("PA01ND").username])

    assert (nothing.exit_code, early.exit_code, head.exit_code) == (2, 2, 2)
    assert "was delivered" in nothing.stderr
    assert "told when it is over" in early.stderr


def test_results_print_rates_and_that_there_are_too_few(house):  # noqa: F811
    references = asking(house)
    told(house, references[0])

    found = document("results", 1)
    lines = CliRunner().invoke(confirmations, ["results", "1"]).stdout.splitlines()

    assert found["total"]["response_bp"] == 3333
    assert "33.33" in lines[1]
    assert "too few" in lines[-1]


def test_results_of_all_closed_rounds_are_those_of_the_report(house):  # noqa: F811
    from donghanh.apps.programmes.queries.confirmations import confirmation_facts

    told(house, asking(house)[0])
    moved(house, "close")

    found = document("results", "--as-of", DAY)

    facts = confirmation_facts(actor=house.actors.console, campaign_code=CAMPAIGN, as_of=DAY)
    assert found == json.loads(json.dumps({"campaign": CAMPAIGN, "as_of": DAY.isoformat(), **facts}))


def test_a_sample_that_holds_is_yes_and_one_that_was_changed_is_no(house, tmp_path):  # noqa: F811
    from django.db import connection

    asking(house, count=5)
    username = house.actors.business.username
    document("step", 1, "close", "--as", username)
    good = document("verify", 1, "--out", tmp_path / "proof.json")
    kept = json.loads((tmp_path / "proof.json").read_text())
    assert (good["holds"], len(kept["frame"])) == (True, 5)
    assert commitment_of(seed=bytes.fromhex(kept["seed"])) == kept["seed_commitment"]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM programmes_sampledbenefit WHERE position = 2")
        cursor.execute("SET session_replication_role = DEFAULT")

    bad = document("verify", 1, status=1)

    assert [one["rule"] for one in bad["breaches"]] == ["sample-differs"]
