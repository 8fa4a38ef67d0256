"""`donghanh conduct` as somebody types it: announced, drawn, verified, results, an address to rate at."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.apps.conduct.conftest import CITY, ROUND, SEED, conduct  # noqa: F401

from donghanh.apps.conduct import operations
from donghanh.faces.cli.conduct_findings import conduct as command

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
    operations.make_round_void(actor=conduct.actors.director, code=ROUND, why="Thử", at=conduct.now)

    assert json.loads(call("verify", ROUND, "--json").stdout)["seed"] == SEED.hex()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE conduct_inspection SET day = %s", [row.day.replace(day=20)])
    assert "sample-differs" in call("verify", ROUND, status=1).stdout


@pytest.fixture
def proof(conduct, sign_in, tmp_path, settings):  # noqa: F811
    """The JSON file that the page of a round that is over gives to a head of a unit."""
    from tests.faces.api.conftest import stand_on_product_day

    stand_on_product_day(actors=conduct.actors, settings=settings)
    conduct.drawn(offices=3)
    operations.make_round_void(actor=conduct.actors.director, code=ROUND, why="Thử", at=conduct.now)
    client = sign_in(conduct.actors.unit_head(CITY))
    answer = client.get(f"/ban/tac-phong/dot/{ROUND}/bang-chung.json").content
    path = tmp_path / "proof.json"
    path.write_bytes(answer)
    return path


def test_a_file_of_printed_facts_repeats_without_the_database(proof):
    said = json.loads(proof.read_text())
    assert json.loads(call("verify", "--file", proof, "--json").stdout)["holds"] is True

    for change, rule in (
        ({"sample": said["sample"][:2]}, "sample-differs"),
        ({"frame": said["frame"][1:]}, "frame-differs"),
        ({"seed": "00" * 32}, "seed-differs"),
        ({"public_chance": "1"}, "sample-differs"),
    ):
        proof.write_text(json.dumps(said | change))
        assert rule in call("verify", "--file", proof, status=1).stdout


def test_what_is_no_proof_or_keeps_its_seed_ends_with_2(proof):
    said = json.loads(proof.read_text())
    for text in ("", "[]", "{}", json.dumps(said | {"seed": ""}), json.dumps(said | {"days": ["x"]})):
        proof.write_text(text)
        call("verify", "--file", proof, status=2)
    call("verify", status=2)


def test_a_finding_is_walked_by_command(conduct, tmp_path):  # noqa: F811
    from donghanh.world.pictures import drawn_photograph

    code, unit = conduct.found()
    head, director = conduct.actors.unit_head(unit).username, conduct.actors.director.username
    picture = tmp_path / "after.jpg"
    picture.write_bytes(drawn_photograph(told="after"))

    assert "reply" in call("waiting", "--as", head).stdout
    call("reply", code, "--dispute", "--words", "Có thẻ", "--as", head)
    call("decide", code, "--uphold", "--words", "x", "--as", conduct.actors.office.username, status=2)
    call("decide", code, "--uphold", "--words", "Không đeo", "--as", director)
    call("correct", code, "--words", "Đã phát", "--file", picture, "--as", head)
    call("recheck", code, "--corrected", "--words", "x", "--as", conduct.actors.office.username, status=2)
    call("recheck", code, "--corrected", "--words", "Đã thấy", "--as", conduct.second.username)

    found = json.loads(call("finding", code, "--as", head, "--json").stdout)
    assert (found["row"]["state"], len(found["files"])) == ("rechecked", 1)
    assert "repeat" not in call("figures").stdout


def test_results_and_an_address_to_rate_at(conduct):  # noqa: F811
    words = ("invite", "counter", "Q-1", "--unit", CITY, "--customer", "0912345678", "--json")

    first = json.loads(call(*words).stdout)["path"]
    again = json.loads(call(*words, status=1).stdout)["path"]
    found = json.loads(call("results", "--json").stdout)

    assert first.startswith("/danh-gia/")
    assert again == ""
    assert found["ratings"]["total"]["invited"] == 1
    assert found["ratings"]["method"] == "wilson-95-kish"
