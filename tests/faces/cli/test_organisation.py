"""`donghanh organisation` and `donghanh staff`: what they print, and how they end."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from donghanh.faces.cli.main import main

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def language():
    """Commands speak English; the language of the tests is put back."""
    from django.utils import translation

    with translation.override(translation.get_language()):
        yield


@pytest.fixture
def run(actors):
    def command(*words):
        return CliRunner().invoke(main, [str(word) for word in words])

    return command


def test_the_tree_of_a_day_is_one_json_document(run):
    answer = run("organisation", "tree", "--on", "2021-12-20", "--json")

    document = json.loads(answer.stdout)
    (root,) = document["tree"]
    units = [node["code"] for node in root["children"][0]["children"] if node["kind"] == "unit"]
    assert (answer.exit_code, document["on"], root["code"]) == (0, "2021-12-20", "EVNNPC")
    assert len(units) == 9


def test_a_day_before_the_first_unit_says_what_to_do(run):
    assert "Next: donghanh organisation load" in run("organisation", "tree", "--on", "1990-01-01").stdout


def test_loading_again_adds_nothing(run):
    assert json.loads(run("organisation", "load", "--json").stdout) == {"units": 0, "communes": 0}


MERGE = ("PA01GT", "PA01XT", "--into", "PA01GT", "--weights", "300,200", "--on", "2022-03-01")


def test_figures_are_told_on_the_tree_after_a_merge(run, tmp_path):
    figures = tmp_path / "figures.csv"
    figures.write_text("unit,activity,amount\nPA01GT,M16,7\nPA01XT,M16,4\nPA01ND,M17,2\n")
    run("organisation", "merge", *MERGE)

    answer = run(
        "organisation", "restate", "--file", figures, "--from", "2021-12-20", "--to", "2022-03-01", "--json"
    )

    assert json.loads(answer.stdout) == {
        "rows": [
            {"unit": "PA01GT", "activity": "M16", "amount": 11},
            {"unit": "PA01ND", "activity": "M17", "amount": 2},
        ],
        "total": 13,
    }


def test_a_dry_run_of_a_merge_changes_nothing(run):
    answer = run("organisation", "merge", *MERGE, "--dry-run", "--json")

    assert json.loads(answer.stdout)["ended"] == ["PA01XT"]
    assert "PA01XT" in run("organisation", "tree", "--on", "2022-06-01").stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("unit,amount\nPA01XT,1.234\n", "line 2: amount is '1.234'"),
        ("unit,amount\nPA01XT,\n", "line 2: amount is None"),
        ("unit,amount\nPA01XT,99999999999999999999\n", "line 2"),
        ("unit,value\nPA01XT,1\n", "lacks amount"),
        ("unit,amount\nPA99ZZ,1\n", "PA99ZZ"),
        ("", "cannot be read"),
    ],
)
def test_figures_that_cannot_be_used_are_bad_input(run, tmp_path, content, said):
    figures = tmp_path / "figures.csv"
    figures.write_text(content)

    answer = run("organisation", "restate", "--file", figures, "--from", "2021-12-20", "--to", "2022-01-01")

    assert answer.exit_code == 2
    assert said in answer.output


def test_a_file_that_is_not_there_is_bad_input(run, tmp_path):
    answer = run(
        "organisation",
        "restate",
        "--file",
        tmp_path / "none.csv",
        "--from",
        "2021-12-20",
        "--to",
        "2022-01-01",
    )

    assert answer.exit_code == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ("PA01XT", "--into", "PA01XT", "--weights", "1", "--on", "2022-03-01"),
        ("PA01XT", "PA01GT", "--into", "PA01GT", "--weights", "a,b", "--on", "2022-03-01"),
        ("PA01XT", "PA01ZZ", "--into", "PA01XT", "--weights", "1,1", "--on", "2022-03-01"),
    ],
)
def test_a_merge_that_cannot_be_is_bad_input(run, wrong):
    assert run("organisation", "merge", *wrong).exit_code == 2


def test_staff_is_added_granted_listed_and_revoked(run):
    run("staff", "add", "vuthi", "--full-name", "Vũ Thị Thử", "--password", "tre ngà làng Gióng 9")
    run("staff", "grant", "vuthi", "unit_head", "--unit", "PA01XT", "--from", "2021-01-01")
    granted = json.loads(run("staff", "list", "--on", "2021-12-20", "--json").stdout)
    run("staff", "revoke", "vuthi", "unit_head", "--on", "2021-12-21")
    revoked = json.loads(run("staff", "list", "--on", "2021-12-21", "--json").stdout)

    assert granted["staff"][0]["roles"] == [["unit_head", "PA01XT"]]
    assert revoked["staff"][0]["roles"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "vuthi", "--full-name", "Vũ", "--password", "x"), "too short"),
        (("grant", "ghost", "director"), "Nobody signs in"),
        (("grant", "ghost", "emperor"), "Next"),
        (("revoke", "ghost", "director"), "Nobody signs in"),
    ],
)
def test_staff_that_cannot_be_kept_is_bad_input(run, words, said):
    answer = run("staff", *words)

    assert answer.exit_code == 2
    assert said in answer.output
