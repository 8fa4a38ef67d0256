"""The public bill page: the server answers without JavaScript, and says what does not fit."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.core.cache import cache
from django.utils import translation
from tests.apps.programmes.conftest import at

from donghanh.faces.portal import bill

pytestmark = pytest.mark.django_db
ADDRESS = "/tinh-hoa-don/"
ASKED = {
    "category": "residential",
    "kwh": "250",
    "read_on": "2021-12-15",
    "households": "1",
    "relief": "none",
}
MOST_BYTES = 100_000
PAGE_QUERIES = 12


@pytest.fixture(autouse=True)
def december(monkeypatch):
    cache.clear()
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: at(date(2021, 12, 20)))
    yield
    cache.clear()
    translation.deactivate()


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_first_page_leads_to_the_bill_page(client):
    assert f'href="{ADDRESS}"' in client.get("/").content.decode()


def test_the_empty_form_is_for_a_household_and_todays_reading(client):
    answer = client.get(ADDRESS)

    assert answer.status_code == 200
    assert 'value="2021-12-20"' in answer.content.decode()
    assert 'data-made-by="server"' not in answer.content.decode()


def test_a_bill_of_250_kwh_in_december_2021_is_told_line_by_line(client):
    text = text_of(client.get(ADDRESS, ASKED))

    assert "548.680 đ" in text
    assert "100 kWh × 2.014 đ = 201.400 đ" in text
    assert "498.800 đ × 10 % = 49.880 đ" in text
    assert "QĐ 648/QĐ-BCT" in text
    assert "Kỳ 16/11/2021–15/12/2021, ghi chỉ số ngày 15/12/2021" in text


def test_the_page_speaks_english(client):
    text = text_of(client.get(ADDRESS, ASKED, headers={"accept-language": "en"}))

    assert "To be paid" in text
    assert "Tier 3" in text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kwh": "12,5"}, "số nguyên không âm"),
        ({"kwh": "1.678"}, "số nguyên không âm"),
        ({"kwh": "-5"}, "số nguyên không âm"),
        ({"kwh": "1000000000000"}, "số trong khoảng"),
        ({"read_on": "2021-02-30"}, "một ngày có trong lịch"),
        ({"cos_phi": "1.2"}, "cos φ từ 0.01 đến 1"),
        ({"from_on": "2021-12-15", "to_on": "2021-11-15"}, "ngày cuối không trước ngày đầu"),
        ({"normal": "5"}, "hoặc kWh từng biểu giờ"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(client, wrong, said):
    answer = client.get(ADDRESS, ASKED | wrong)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "error-summary" in answer.content.decode()


def test_htmx_is_answered_with_the_bill_alone(client):
    answer = client.get(ADDRESS, ASKED, headers={"hx-request": "true"})

    assert b"<html" not in answer.content
    assert "548.680 đ" in text_of(answer)


def test_households_of_a_price_group_without_tiers_do_not_stand_in_the_way(client):
    answer = client.get(ADDRESS, ASKED | {"category": "production", "read_on": "2025-12-15", "kwh": "1000"})

    assert "2.145.960 đ" in text_of(answer)


def test_a_period_of_its_own_is_read_on_its_last_day_whatever_the_form_holds(client):
    text = text_of(client.get(ADDRESS, ASKED | {"from_on": "2022-01-20", "to_on": "2022-02-19"}))

    assert "ghi chỉ số ngày 19/02/2022" in text
    assert "Thuế GTGT 8 %" in text


def test_the_page_is_light_and_asks_the_database_little(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(PAGE_QUERIES):
        answer = client.get(ADDRESS, ASKED)

    assert len(answer.content) < MOST_BYTES


def test_whoever_asks_without_end_is_held_back(client, monkeypatch):
    monkeypatch.setattr(bill.values, "MOST_ASKED", 1)
    client.get(ADDRESS, ASKED)

    assert client.get(ADDRESS, ASKED).status_code == 429


def test_the_browser_reads_prices_in_the_language_of_the_page(client):
    law = json.loads(client.get(f"{ADDRESS}gia.json", headers={"accept-language": "en"}).content)

    assert {"release", "prices", "vat", "reliefs", "sources", "words"} <= set(law)
    assert law["words"]["sums"]["total"] == "To be paid"
    first = next(row for row in law["prices"] if row["instrument"] == "QĐ 648/QĐ-BCT" and row["tier"] == 6)
    assert first["price"] == 2927
