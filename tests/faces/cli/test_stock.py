"""`donghanh stock`: receive, levels, transfer, custody; the equation's exit status is its verdict."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.apps.stock.conftest import CITY, COMPANY, SERIALS, Store, stocked

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(actors: Any, product_now: Any, monkeypatch: pytest.MonkeyPatch) -> Store:
    from donghanh.faces import clock

    monkeypatch.setattr(clock, "now", lambda: product_now)
    monkeypatch.setattr(clock, "today", product_now.date)
    return stocked(actors, product_now)


def run(*words: str) -> Result:
    from donghanh.faces.cli.main import main

    return CliRunner().invoke(main, ["stock", *words])


def test_goods_that_come_in_are_seen_and_sent_and_add_up(store, tmp_path):
    numbers = tmp_path / "numbers.csv"
    numbers.write_text("Số máy\n" + "\n".join(SERIALS), encoding="utf-8")

    came = run("receive", COMPANY, "tablet", "--lot", "M", "--serials", str(numbers), "--key", "x", "--json")
    again = run("receive", COMPANY, "tablet", "--lot", "M", "--serials", str(numbers), "--key", "x", "--json")
    sent = run("transfer", COMPANY, CITY, "tablet", "2", "--json")
    levels = json.loads(run("levels", "--json").stdout)
    chain = json.loads(run("custody", "tablet", SERIALS[0], "--json").stdout)
    added = run("equation", "--json")

    assert came.exit_code == again.exit_code == sent.exit_code == 0, came.output + sent.output
    assert came.stdout == again.stdout
    assert [(row["warehouse"], row["kind"], row["quantity"]) for row in levels] == [
        (COMPANY, "warehouse", 3), (CITY, "transit", 2),
    ]  # fmt: skip
    assert [step["movement"]["kind"] for step in chain["steps"]] == ["receipt", "transfer_out"]
    assert (added.exit_code, json.loads(added.stdout)["holds"]) == (0, True)


def test_an_equation_that_does_not_hold_ends_with_one(store, monkeypatch):
    from donghanh.apps.stock.queries import StockEquation

    off = StockEquation(False, (), (("mask", "A", "warehouse", 10, 9),))
    monkeypatch.setattr("donghanh.apps.stock.queries.equation", lambda **_: off)

    told = run("equation", "--json")

    assert (told.exit_code, json.loads(told.stdout)["holds"]) == (1, False)


def test_what_cannot_be_done_is_bad_input_with_the_reason(store):
    more = run("transfer", COMPANY, CITY, "mask", "5")
    unknown = run("custody", "tablet", "nothing")
    both = run("custody", "tablet")

    assert (more.exit_code, unknown.exit_code, both.exit_code) == (2, 2, 2)
    assert "5 of mask are asked for; KHO-PA01 has 0 free" in more.stderr
    assert run("levels", "--as", store.actors.crew("PA01ND").username).exit_code == 2
