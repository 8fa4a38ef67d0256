"""`donghanh billing`: a dry run and a run say the same as one document, and what exit status tells."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.apps.billing.street import build

from donghanh.faces.cli.main import main

pytestmark = pytest.mark.django_db
NOVEMBER = ("--unit", "PA01ND", "--month", "2021-11")


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr("donghanh.faces.cli.programmes_asking.open_house", lambda: None)
    return lambda *words: CliRunner().invoke(main, ["billing", *words])


def test_a_dry_run_and_the_run_print_the_same_digest(actors, run):
    build(actors=actors, count=4)

    dry, real = run("run", *NOVEMBER, "--dry-run", "--json"), run("run", *NOVEMBER, "--json")

    said, done = json.loads(dry.stdout)["run"], json.loads(real.stdout)["run"]
    assert (dry.exit_code, real.exit_code) == (0, 0)
    assert said["result_digest"] == done["result_digest"]
    assert (said["state"], done["state"], done["rated"]) == ("dry", "done", 4)
    assert json.loads(run("gaps", "--json").stdout) == {"gaps": []}
    assert json.loads(run("runs", "--json").stdout)[0]["done"] == 4


def test_a_month_that_does_not_add_up_is_a_negative_verdict(actors, run, monkeypatch):
    from donghanh.apps.billing.operations import RunTold

    build(actors=actors, count=2)
    monkeypatch.setattr(RunTold, "holds", property(lambda _: False))

    assert run("run", *NOVEMBER).exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("run", "--unit", "PA01ND", "--month", "2021-13"),
        ("run", "--unit", "PA99XX", "--month", "2021-11"),
        ("run", "--unit", "PA01ND", "--month", "2019-02"),
        ("run", *NOVEMBER, "--as", "nobody"),
    ],
)
def test_what_cannot_be_run_is_bad_input(actors, run, words):
    build(actors=actors, count=1)

    assert run(*words).exit_code == 2
