"""`donghanh services`: the catalogue of a day, one service with its source, and what did not exist yet."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from donghanh.faces.cli.services import services


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(services, words)
    return result.exit_code, result.output


def told(*words: str) -> dict[str, Any]:
    status, output = run(*words, "--json")
    assert status == 0
    return json.loads(output)


def test_the_list_of_a_day_is_one_document():
    document = told("list", "--on", "2021-12-20")

    codes = [service["code"] for service in document["services"]]
    assert (document["on"], document["count"]) == ("2021-12-20", len(codes))
    assert codes[0] == "NEW_LV_RES_URBAN"
    assert "DISCONNECT_AFTER" in codes


def test_before_the_portal_only_the_rules_of_2017_are_there():
    regimes = {service["term"]["regime"] for service in told("list", "--on", "2019-06-03")["services"]}

    assert "qd_505" in regimes
    assert "evn_portal" not in regimes


def test_a_group_and_what_customers_may_choose_narrow_the_list():
    public = told("list", "--on", "2021-12-20", "--group", "supply", "--public")["services"]

    assert {service["group"] for service in public} == {"supply"}
    assert all(service["is_public"] for service in public)
    assert "NEW_LV_ANY" not in {service["code"] for service in public}


def test_a_service_shows_clause_outer_limit_and_both_regimes_by_date():
    document = told("show", "NEW_LV_RES_URBAN", "--on", "2021-12-20")

    term = document["term"]
    assert (term["clock"], term["amount"], term["source"]["clause"]) == ("working_days", 3, "Điều 6")
    assert (term["outer"]["amount"], term["outer"]["source"]["confidence"]) == (5, "medium")
    assert [one["from_on"] for one in document["history"]] == ["2017-05-15", "2020-10-01"]
    assert document["fee"] is None
    assert document["details_source"]["is_confirmed"] is False


@pytest.mark.parametrize(
    ("language", "sentence", "unknown"),
    [
        ("vi", "3 ngày làm việc, kể từ khi hồ sơ đầy đủ", "Phí: chưa xác nhận"),
        ("en", "3 working days from when the application is complete", "Fee: to be confirmed"),
    ],
)
def test_people_read_the_promise_and_what_is_not_known(language, sentence, unknown):
    status, output = run("show", "NEW_LV_RES_URBAN", "--on", "2021-12-20", "--language", language)

    assert status == 0
    assert sentence in output
    assert unknown in output


def test_a_service_that_does_not_exist_on_the_day_is_bad_input_with_the_days():
    status, output = run("show", "METER_MOVE", "--on", "2019-01-01")

    assert status == 2
    assert "from 2020-10-01" in output


@pytest.mark.parametrize(
    "words",
    [("show", "TELEPORT"), ("list", "--group", "dancing"), ("list", "--on", "2021-02-30"), ("show",)],
)
def test_what_cannot_be_used_is_bad_input(words):
    assert run(*words)[0] == 2


def test_without_a_day_it_is_today():
    assert told("list")["count"] > 0
