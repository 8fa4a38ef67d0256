"""`donghanh relief`: facts, why or why not, certificates; a verdict is the exit status."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.apps.reliefs.billing_stub import billing, paid
from tests.apps.reliefs.conftest import HOUSEHOLD, furnished

SAMPLE = Path(__file__).parents[2] / "adapters" / "relief_certificate" / "sample"


@pytest.fixture
def desk(actors, product_now, monkeypatch):
    from donghanh.faces import clock

    monkeypatch.setattr(clock, "now", lambda: product_now)
    monkeypatch.setattr(clock, "today", product_now.date)
    return furnished(actors, product_now)


def run(*words):
    from donghanh.faces.cli.main import main

    return CliRunner().invoke(main, ["relief", *words])


def test_an_order_is_entered_confirmed_and_answers_why(desk):
    entered = run("order", "district", "356", "--from", "2021-07-25", "--document", "QĐ 1", "--json")
    number = str(json.loads(entered.stdout)["number"])
    before = run("why", HOUSEHOLD, "--month", "2021-08")
    decided = run("decide", number, "--as", desk.actors.business.username)
    after = run("why", HOUSEHOLD, "--month", "2021-08", "--json")

    assert (before.exit_code, decided.exit_code, after.exit_code) == (1, 0, 0), decided.output
    assert "order-missing" in before.output
    assert json.loads(after.stdout)["relief"] == "covid-4/households"


def test_bad_input_ends_with_two_and_says_why(desk, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n1,2\n", encoding="utf-8")
    asked = {
        "2021-13": run("why", HOUSEHOLD, "--month", "2021-13"),
        "no customer": run("why", "PA01ND9999999", "--month", "2021-08"),
        "no column": run("import", str(bad)),
        "relief_entered_it": run("decide", "1", "--as", "nobody"),
        "No billing": run(
            "certify", "--round", "covid-1", "--month", "2021-08", "--out", str(tmp_path / "x")
        ),
        "--dry-run": run("rerate", "--round", "covid-4", "--month", "2021-08"),
    }

    assert {name: told.exit_code for name, told in asked.items()} == dict.fromkeys(asked, 2)
    assert "no month" in asked["2021-13"].output
    assert "no column" in asked["no column"].output


def test_a_certificate_is_made_verified_and_a_planted_byte_ends_with_one(desk, tmp_path):
    desk.confirm(desk.order())
    out = tmp_path / "out"
    with billing(paid()):
        made = run("certify", "--round", "covid-4", "--month", "2021-08", "--out", str(out), "--json")
    digest = json.loads(made.stdout)["digest"]
    held = run(
        "verify", str(out), "--digest", digest, "--customer", HOUSEHOLD, "--key", f"{out}.key", "--json"
    )
    (out / "paid.csv").write_bytes((out / "paid.csv").read_bytes().replace(b"55800", b"55801"))
    broken = run("verify", str(out))

    assert (made.exit_code, held.exit_code, broken.exit_code) == (0, 0, 1), held.output
    assert json.loads(held.stdout)["customer_stands_in"]["owed.csv"]
    assert "file-changed" in broken.output
    assert "amount-differs" in broken.output


def test_a_certificate_that_does_not_hold_ends_with_one_and_names_whom_by_token(desk, tmp_path):
    desk.confirm(desk.order())
    with billing():
        made = run("certify", "--round", "covid-4", "--month", "2021-08", "--out", str(tmp_path / "out"))

    assert made.exit_code == 1
    assert "entitled-not-paid" in made.output
    assert HOUSEHOLD not in made.output


def test_a_dry_run_names_its_digest_and_only_that_is_carried_out(desk):
    desk.confirm(desk.order())
    words = ("rerate", "--round", "covid-4", "--month", "2021-08")
    with billing() as adjusted:
        shown = json.loads(run(*words, "--dry-run", "--json").stdout)
        done = run(*words, "--digest", shown["digest"], "--reason", "đến muộn")
        other = run(*words, "--digest", "0" * 64, "--reason", "đến muộn")

    assert shown["total_difference"] == -61_380
    assert (done.exit_code, other.exit_code, len(adjusted)) == (0, 2, 1)


def test_an_auditor_verifies_without_a_database_and_bad_folders_end_with_two(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "sample")
    (tmp_path / "sample" / "owed.csv").unlink()

    assert run("verify", str(SAMPLE)).exit_code == 0
    assert run("verify", str(SAMPLE), "--digest", "0" * 64).exit_code == 1
    assert "owed.csv is missing" in run("verify", str(tmp_path / "sample")).output
    assert run("verify", str(tmp_path)).exit_code == run("verify", str(tmp_path / "nothing")).exit_code == 2


def test_the_rounds_tell_which_group_waits_and_why(desk):
    told = run("rounds")

    assert "covid-5/enterprises" in told.output
    assert "chưa xác nhận được" in told.output
