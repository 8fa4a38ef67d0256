"""The bill page in a browser: what it makes while somebody types is what the server says without scripts."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache
from tests.apps.programmes.conftest import at

pytestmark = [pytest.mark.django_db(transaction=True)]
ADDRESS = "/tinh-hoa-don/"
WIDTHS = (390, 1280)
BASE = {"category": "residential", "kwh": "250", "read_on": "2021-12-15", "households": "1", "relief": "none"}
BY_BROWSER = [
    {},
    *({"kwh": kwh} for kwh in ("1", "50", "51", "100", "200", "201", "300", "301", "400", "401", "123456")),
    {"read_on": "2022-02-01"},
    {"read_on": "2022-02-15", "kwh": "201"},
    {"households": "1.25", "kwh": "877"},
    {"households": "2", "kwh": "350"},
    {"relief": "covid-4", "read_on": "2021-08-15", "kwh": "180"},
    {"relief": "covid-4", "read_on": "2021-08-15", "kwh": "200"},
    {"relief": "covid-4", "read_on": "2021-08-15", "kwh": "201"},
    {"relief": "covid-1", "read_on": "2020-05-15", "kwh": "450"},
    {"category": "residential_prepaid"},
    {"category": "production", "kwh": "1000", "read_on": "2025-12-15"},
    {"category": "business", "kwh": "", "normal": "100", "off_peak": "50", "peak": "10"},
    {"tenants": "5", "kwh": "120"},
    {"instrument": "QĐ 1279/QĐ-BCT"},
]
BY_SERVER = [
    {"from_on": "2023-04-20", "to_on": "2023-05-19"},
    {"category": "production", "kwh": "1000", "cos_phi": "0.83"},
    {"relief": "covid-3", "read_on": "2021-08-15"},
]


@pytest.fixture(autouse=True)
def december(monkeypatch):
    cache.clear()
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: at(date(2021, 12, 20)))
    yield
    cache.clear()


def ask(page, asked: dict[str, str]) -> str:
    """Fill the form in as somebody would, all at once, and answer who made the bill."""
    page.evaluate(
        """(asked) => {
            const usual = { voltage: "under_6kv", quota_rounding: "whole" };
            const form = document.querySelector("[data-bill-form]");
            document.getElementById("bill-answer").replaceChildren();
            for (const field of form.elements) if (field.name) {
                if (field.type === "checkbox") field.checked = !!asked[field.name];
                else field.value = asked[field.name] ?? usual[field.name] ?? "";
            }
            form.elements.kwh.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        asked,
    )
    return page.wait_for_selector("#bill-answer [data-made-by]").get_attribute("data-made-by")


def told(page) -> str:
    return " ".join(page.inner_text("#bill-answer").split())


@pytest.fixture
def ready(live, open_page):
    def open_form(**wishes):
        page = open_page(live + ADDRESS, **wishes)
        page.wait_for_selector("[data-ready=yes]")
        return page

    return open_form


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_browser_says_what_the_server_says(live, ready, open_page, language):
    page = ready(language=language)
    plain = open_page(live + ADDRESS, scripts=False, language=language)

    for one in BY_BROWSER:
        asked = BASE | one
        assert ask(page, asked) == "browser", one
        mine = told(page)
        plain.goto(live + ADDRESS + "?" + "&".join(f"{name}={value}" for name, value in asked.items()))
        assert mine == told(plain), one


def test_what_the_browser_cannot_make_the_server_answers_while_typing(ready):
    page = ready()

    for one in BY_SERVER:
        assert ask(page, BASE | one) == "server", one
        assert "Phải trả" in told(page)


def test_what_does_not_fit_is_said_while_typing(ready):
    page = ready()
    page.fill("[name=kwh]", "12,5")

    page.wait_for_selector("#bill-answer .error-summary")

    assert "số nguyên không âm" in told(page)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_fits_its_screen_and_axe_finds_nothing(live, open_page, serious, shot, width, language):
    address = (
        f"{live}{ADDRESS}?category=residential&kwh=250&read_on=2021-08-15&households=1.25&relief=covid-4"
    )
    page = open_page(address, width=width, language=language)

    shot(page, f"bill-{language}-{width}")

    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_bill_is_clear_in_the_dark_too(live, open_page, serious):
    page = open_page(f"{live}{ADDRESS}?category=residential&kwh=250&read_on=2021-12-15", theme="dark")

    assert serious(page) == []
