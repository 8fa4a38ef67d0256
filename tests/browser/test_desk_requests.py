"""The requests' pages in a real browser: a case in three keystrokes, the queue by keys, axe, phone width."""

from __future__ import annotations

import pytest
from tests.apps.requests.conftest import Desk, desk  # noqa: F401 -- the fixture of this file
from tests.faces.api.conftest import stand_on_product_day

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(desk: Desk, settings, actors) -> Desk:  # noqa: F811
    """A unit with an open fault of one telephone, a bill query and a paused meter check."""
    stand_on_product_day(actors=actors, settings=settings)
    desk.open("FAULT_RESTORE", phone="0912345678", name="Người gọi thử")
    desk.open("BILL_QUERY", phone="0912345679", name="Người khác")
    code = desk.open("METER_CHECK", phone="0912345670", name="Người thứ ba").code
    desk.do("take_case", code)
    return desk


@pytest.fixture
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


def _arrived(page, mark: str, **wishes) -> None:
    """Wait until the page that holds the mark listens to keys: its scripts run after its words are there."""
    page.wait_for_selector(mark, **wishes)
    page.wait_for_load_state("load")


def test_the_telephone_hands_the_number_over_and_one_key_opens_the_case(office, open_as) -> None:
    page = open_as(office.clerk, "/ban/tong-dai/#so=0912345678")
    _arrived(page, "[data-key='1']")

    page.keyboard.press("1")

    page.wait_for_url("**/ban/yeu-cau/YC-*/")
    assert "0912345678" not in page.url


def test_a_new_case_of_the_caller_takes_two_keys(office, open_as) -> None:
    from donghanh.apps.requests.models import Case

    page = open_as(office.clerk, "/ban/tong-dai/#so=0912345678")
    _arrived(page, "[data-key='f']")
    before = Case.objects.count()

    page.keyboard.press("f")
    _arrived(page, "input[name=key]", state="attached")
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
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
