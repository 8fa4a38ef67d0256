"""`donghanh leads` as somebody types it: signs from a file, the search, the list, what became of it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner
from tests.apps.programmes.conftest import house  # noqa: F401
from tests.apps.programmes.test_leads import households  # noqa: F401

from donghanh.faces.cli.leads import leads

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_product_stands_at_its_day(monkeypatch, product_now):
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)
    monkeypatch.setattr("donghanh.faces.clock.today", lambda: date(2021, 12, 20))
    monkeypatch.setattr("donghanh.faces.cli.programmes_asking.open_house", lambda: None)


def call(*words: object):
    return CliRunner().invoke(leads, [str(word) for word in words])


def document(*words: object):
    answer = call(*words, "--json")
    assert answer.exit_code == 0, (answer.exit_code, answer.stderr, answer.exception)
    return json.loads(answer.stdout)


def test_signs_of_a_file_become_leads_that_are_listed_and_counted(house, households, tmp_path):  # noqa: F811
    business = house.actors.business.username
    path = tmp_path / "bao.csv"
    rows = "".join(f"{code};bão;10/11/2021\n" for code, *_ in households[:2])
    path.write_text(f"Mã khách hàng;Dấu hiệu;Ngày\n{rows}", encoding="utf-8")

    new = document("record-signs", path, "--source", "Báo cáo bão", "--as", business)
    again = document("record-signs", path, "--source", "Báo cáo bão", "--as", business)
    search = document("find", "--as", business)
    listed = document("list", "--standing", "open")
    counted = {one["sign"]: one["found"] for one in document("outcomes")}

    assert (new["new"], again["new"]) == (2, 0)
    assert {code for code, *_ in households[:2]} <= {line["customer_code"] for line in listed["lines"]}
    assert counted["storm_damage"] == 2
    assert search["found"] == listed["total"] == counted[""]


@pytest.mark.parametrize(
    ("text", "told"),
    [(None, "no such file"), ("a;b\n1;2\n", "Mã khách hàng"), ("\x00\x01\x02", "cannot")],
)
def test_a_file_that_cannot_be_used_is_bad_input(house, tmp_path, text, told):  # noqa: F811
    path = tmp_path / "x.csv"
    if text is not None:
        path.write_text(text, encoding="utf-8")

    answer = call("record-signs", path, "--source", "x", "--as", house.actors.business.username)

    assert answer.exit_code == 2
    assert answer.stdout == ""
    if told != "cannot":
        assert told in answer.stderr
    else:
        assert "Error" in answer.stderr


def test_who_may_not_search_is_told_so(house):  # noqa: F811
    answer = call("find", "--as", house.actors.unit_head("PA01ND").username)

    assert answer.exit_code == 2
    assert "Not allowed" in answer.stderr
