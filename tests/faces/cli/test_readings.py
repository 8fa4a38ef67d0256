"""`donghanh readings`: the equation as JSON, a book with a bad row, and what exit status tells."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.apps.metering.conftest import CITY, metered  # noqa: F401

from donghanh.faces.cli.main import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr("donghanh.faces.cli.programmes_asking.open_house", lambda: None)
    return lambda *words: CliRunner().invoke(main, ["readings", *words])


def test_the_equation_is_one_document_and_holds(metered, run):  # noqa: F811
    answer = run("equation", "--month", "2021-11", "--unit", CITY, "--json")

    said = json.loads(answer.stdout)
    (unit,) = said["units"]
    assert answer.exit_code == 0
    assert said["holds"] is True
    assert unit["input"] == unit["billable"] + unit["held"] + unit["refused"] > 0
    assert unit["by_rule"]["missing"] == 1


def test_an_equation_that_does_not_hold_is_a_negative_verdict(metered, run, monkeypatch):  # noqa: F811
    from donghanh.apps.metering.queries.billing import Billable

    monkeypatch.setattr(Billable, "holds", property(lambda _: False))

    assert run("equation", "--month", "2021-11", "--unit", CITY).exit_code == 1


def test_a_month_that_is_none_is_bad_input(run, db):
    assert run("equation", "--month", "2021-13").exit_code == 2


def test_a_book_with_a_bad_row_loads_nothing_and_names_the_line(metered, run, tmp_path):  # noqa: F811
    serial = metered.meter_of(metered.a_home()).serial
    book = tmp_path / "so.csv"
    book.write_text(f"Số công tơ;Ngày đọc;Chỉ số\n{serial};15/12/2021;12,5\n{serial};14/12/2021;99000\n")

    whole, partial = run("import", str(book), "--json"), run("import", str(book), "--partial", "--json")

    said = json.loads(whole.stdout)
    assert (whole.exit_code, said["loaded"]) == (1, 0)
    assert said["findings"][0] | {"expected": ""} == {
        "line": 2, "rule": "index-not-whole", "column": "index", "found": "12,5", "expected": "",
    }  # fmt: skip
    assert (partial.exit_code, json.loads(partial.stdout)["loaded"]) == (0, 1)


def test_a_check_writes_holds_that_the_list_shows(metered, run):  # noqa: F811
    checked = run("check", "--month", "2021-11", "--unit", CITY, "--json")
    listed = run("holds", "--unit", CITY, "--rule", "missing", "--json")

    assert checked.exit_code == 0
    assert metered.unread in [row["customer_code"] for row in json.loads(listed.stdout)["rows"]]
