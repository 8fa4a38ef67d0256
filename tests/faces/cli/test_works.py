"""`donghanh works` as somebody types it: a day's visits, one order, a day arranged, positions imported."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.apps.works.conftest import VISIT_DAY, field  # noqa: F401 -- the fixture of this file

from donghanh.faces.cli.works import works

pytestmark = pytest.mark.django_db
ON = VISIT_DAY.isoformat()


@pytest.fixture(autouse=True)
def the_product_stands_at_its_day(monkeypatch, product_now):
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)
    monkeypatch.setattr("donghanh.faces.clock.today", product_now.date)
    monkeypatch.setattr("donghanh.faces.cli.programmes_asking.open_house", lambda: None)


def call(*words, status=0):
    answer = CliRunner().invoke(works, [str(word) for word in words])
    assert answer.exit_code == status, (answer.exit_code, answer.stderr, answer.exception)
    return answer


def test_the_visits_of_a_day_and_one_order_print_as_documents(field):  # noqa: F811
    order = field.planned()

    listed = json.loads(call("list", "--on", ON, "--json").stdout)
    shown = json.loads(call("order", order, "--json").stdout)

    assert [visit["order"] for visit in listed["visits"]] == [order]
    assert (shown["state"], shown["phone"]) == ("planned", "0912•••678")
    assert "epidemic_measures" in call("order", order).stdout


def test_a_day_is_proposed_and_kept_when_asked(field):  # noqa: F811
    orders = [field.planned(f"test:{number}") for number in range(2)]
    crew, officer = field.actors.crew("PA01ND"), field.actors.unit_officer("PA01ND")
    words = ("plan-day", "--crew", crew.username, "--on", ON, "--as", officer.username)

    proposed = json.loads(call(*words, "--json").stdout)
    kept = json.loads(call(*words, "--keep", "--json").stdout)

    assert sorted(proposed["proposal"]["proposed"]) == orders
    assert (proposed["is_kept"], kept["is_kept"]) == (False, True)
    assert "estimate" in call(*words).stdout


def test_positions_are_imported_once_and_refused_with_their_line(field, tmp_path):  # noqa: F811
    path = tmp_path / "positions.csv"
    path.write_text("commune_code,latitude,longitude,source\n13732,20.4,106.1,Bản đồ\n", encoding="utf-8")
    words = ("positions", "import", path, "--as", field.actors.business.username)

    assert json.loads(call(*words, "--json").stdout) == {"new": 1, "same": 0}
    path.write_text("commune_code,latitude,longitude,source\n13732,900,106.1,Bản đồ\n", encoding="utf-8")

    assert "line 2" in call(*words, status=2).stderr


def test_an_order_that_is_not_there_is_bad_input(field):  # noqa: F811
    assert "no order 'LV-21-99999'" in call("order", "LV-21-99999", status=2).stderr
