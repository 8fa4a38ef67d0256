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
"""The requests' pages in a real browser: a case in three keystrokes, the queue by keys, axe, phone width."""


from tests.apps.requests.conftest import Desk, desk  # noqa: F401 -- the fixture of this file

pytestmark = [pytest.mark.django_db(transaction=True)]


def office(desk: Desk, settings, actors) -> Desk:  # noqa: F811
    """A unit with an open fault of one telephone, a bill query and a paused meter check."""
    stand_on_product_day(actors=actors, settings=settings)
    desk.open("FAULT_RESTORE", phone="0912345678", name="Người gọi thử")
    desk.open("BILL_QUERY", phone="0912345679", name="Người khác")
    code = desk.open("METER_CHECK", phone="0912345670", name="Người thứ ba").code
    desk.do("take_case", code)
    return desk


def open_as(office, live, open_page):
    """Open a page of the site in somebody's name."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    def enter(actor, address, **wishes):
        client = Client()
        person = get_user_model().objects.get(pk=actor.staff_id)
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        page = open_page("about:blank", **wishes)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}
        page.context.add_cookies([session])
        page.goto(live + address)
        return page

    return enter


def test_the_telephone_hands_the_number_over_and_one_key_opens_the_case(office, open_as) -> None:
    page = open_as(office.clerk, "/ban/tong-dai/#so=0912345678")
    page.wait_for_selector("[data-key='1']")

    page.keyboard.press("1")

    page.wait_for_url("**/ban/yeu-cau/YC-*/")
    assert "0912345678" not in page.url


def test_a_new_case_of_the_caller_takes_two_keys(office, open_as) -> None:
    from donghanh.apps.requests.models import Case

    page = open_as(office.clerk, "/ban/tong-dai/#so=0912345678")
    page.wait_for_selector("[data-key='f']")
    before = Case.objects.count()

    page.keyboard.press("f")
    page.wait_for_selector("input[name=key]", state="attached")
    page.keyboard.press("Control+Enter")

    page.wait_for_selector(".confirmation")
    assert Case.objects.count() == before + 1


def test_the_queue_is_walked_by_keys_and_nothing_is_wider_than_a_phone(office, open_as, serious) -> None:
    page = open_as(office.clerk, "/ban/yeu-cau/")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")

    assert page.locator("[data-rows] input:checked").count() == 1
    assert serious(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
