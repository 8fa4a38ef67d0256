"""The bill over the API: for everybody, the same answer as the command's."""

from __future__ import annotations

import json
from dataclasses import replace

import polars as pl
import pytest
from click.testing import CliRunner

from donghanh.faces.bills.law import shipped_law
from donghanh.faces.cli.tariff import tariff

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/tariff/bill"
ASKED = {"category": "residential", "kwh": "250", "read_on": "2021-12-15"}


def test_nobody_needs_to_sign_in(client):
    told = client.get(ADDRESS, ASKED).json()

    assert told["total_amount"] == 548680
    assert [line["amount"] for line in told["lines"]] == [83900, 86700, 201400, 126800]


def test_a_body_with_numbers_is_answered_like_an_address(client):
    body = ASKED | {"kwh": 250}
    sent = client.post(ADDRESS, json.dumps(body), content_type="application/json")

    assert sent.json() == client.get(ADDRESS, ASKED).json()


def test_the_api_says_what_the_command_says(client):
    words = ["bill", "--category", "production", "--register", "normal=100", "--register", "peak=7"]
    run = CliRunner().invoke(tariff, [*words, "--read-on", "2021-12-15", "--explain", "--json"])
    asked = {
        "category": "production", "registers": ["normal=100", "peak=7"], "read_on": "2021-12-15",
        "explain": "true",
    }  # fmt: skip

    assert client.get(ADDRESS, asked).json() == json.loads(run.stdout)


def test_the_law_is_that_which_two_officers_put_in_force(client, monkeypatch):
    from donghanh.apps.tariffs import queries

    dearer = replace(
        shipped_law(), prices=shipped_law().prices.with_columns(pl.col("price") + 1), release="1" * 64
    )
    monkeypatch.setattr(queries, "law_in_force", lambda *, on_moment: dearer)

    told = client.get(ADDRESS, ASKED).json()
    assert (told["net_amount"], told["release"]) == (498800 + 250, "1" * 64)


def test_a_question_that_has_no_bill_is_refused_with_all_that_is_wrong(client):
    answer = client.get(ADDRESS, ASKED | {"read_on": "2021-02-30", "instrument": "QĐ 1"})

    assert answer.status_code == 409
    assert answer.json()["rule"] == "day-not-in-calendar"
    assert set(answer.json()["facts"]) == {"read_on", "instrument"}


@pytest.mark.parametrize("wrong", [{"kwh": "-5"}, {"kwh": "12,5"}, {"category": "x"}, {"cos_phi": "1,2"}])
def test_what_is_no_value_at_all_does_not_fit(client, wrong):
    assert client.get(ADDRESS, ASKED | wrong).status_code == 422


def test_whoever_asks_for_very_many_is_told_when_to_ask_again(client, monkeypatch):
    from django.core.cache import cache

    from donghanh.faces.api import tariff as asked

    monkeypatch.setattr(asked, "MOST_ASKED", 2)
    monkeypatch.setattr(asked, "TRIED", "bill-api-of-a-test")
    cache.delete_many(["bill-api-of-a-test:127.0.0.1", "bill-api-of-a-test:127.0.0.1:until"])

    told = [client.get(ADDRESS, ASKED) for _ in range(3)]
    told.append(client.post(ADDRESS, json.dumps(ASKED | {"kwh": 250}), content_type="application/json"))

    assert [one.status_code for one in told] == [200, 200, 429, 429]
    assert {one.json()["rule"] for one in told[2:]} == {"too-many-asked"}
    assert all(1 <= int(one["Retry-After"]) <= 600 for one in told[2:])
    assert client.get(ADDRESS, ASKED, REMOTE_ADDR="192.0.2.7").status_code == 200
