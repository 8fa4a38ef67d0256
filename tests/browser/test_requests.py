"""Asking and following in a real browser: on a phone, without scripts, and by other senses."""

from __future__ import annotations

import re

import pytest
from tests.conftest import Actors
from tests.faces.api.conftest import stand_on_product_day

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live, product_now, settings, tmp_path) -> str:
    settings.CACHES = {
        **settings.CACHES, "drafts": {**settings.CACHES["drafts"], "LOCATION": str(tmp_path)},
    }  # fmt: skip
    stand_on_product_day(actors=Actors(at=product_now), settings=settings)
    return live


def answer(page, **told: str) -> None:
    """Fill in what is asked and go on."""
    for name, text in told.items():
        field = page.locator(f"[name={name}]").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(text)
        elif field.get_attribute("type") == "radio":
            page.locator(f"[name={name}][value={text}]").check()
        else:
            field.fill(text)
    page.locator("main button.button-primary").click()


def test_a_power_cut_is_reported_on_a_phone_without_scripts(site, open_page, serious):
    page = open_page(f"{site}/yeu-cau/", width=390, scripts=False)
    page.get_by_text("Mất điện, sự cố điện").click()
    answer(page)
    answer(page, answer="Xóm 3, xã Mẫu")
    answer(page, answer="wire_down")
    answer(page, answer="")
    answer(page, answer="")
    answer(page)
    answer(page, name="Lệ Thị Mẫu", phone="0912345678", commune="13672")
    answer(page)

    code = page.locator(".confirmation-reference strong").inner_text()

    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    assert "20/12/2021 11:00" in page.locator(".due").inner_text()
    page.goto(f"{site}/theo-doi/{code}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_nothing_serious_stands_in_the_way_of_other_senses(site, open_page, serious):
    page = open_page(f"{site}/yeu-cau/NEW_LV_RES_URBAN/")
    answer(page)
    found = serious(page)
    ways = ("yeu-cau/", "theo-doi/", *(f"yeu-cau/NEW_LV_RES_URBAN/{way}/" for way in ("giay-to", "lien-he")))
    for way in ways:
        page.goto(f"{site}/{way}")
        found += serious(page)
        page.emulate_media(color_scheme="dark")
        found += serious(page)

    assert found == []
