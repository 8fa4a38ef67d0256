"""Board, promise and list in a real browser: keyboard, axe, phone and desk widths, no script needed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.apps.programmes.conftest import House, house  # noqa: F401

pytestmark = [pytest.mark.django_db(transaction=True)]
PAGES = ("/ban/", "/ban/hoat-dong/welfare-gifts/", "/ban/danh-sach/", "/ban/de-cu/", "/ban/danh-sach-duyet/")


@pytest.fixture
def months(settings, house: House, product_now) -> House:  # noqa: F811
    """The months open, one gift approved and one visit that slipped, seen at 09:00 of 20 December 2021."""
    from donghanh.apps.organisation import operations
    from donghanh.faces import clock

    settings.DEMO = True
    operations.set_product_clock(actor=house.actors.console, at=product_now, real_now=clock.real_now())
    house.approved("welfare-gifts", name="Hộ được duyệt")
    late = house.approved("welfare-gifts", name="Hộ lỡ hẹn")
    officer = house.actors.unit_officer("PA01ND")
    house.move(late, "allot", by=officer)
    house.move(
        late,
        "schedule",
        by=officer,
        scheduled_on=date(2021, 12, 18),
        at=datetime(2021, 12, 17, 2, tzinfo=UTC),
    )
    return house


@pytest.fixture
def open_as(months, live, open_page):
    """Open a page of the site in somebody's name: `open_as(actor, "/ban/", width=390)`."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    def enter(actor, address, **wishes):
        client = Client()
        person = get_user_model().objects.get(pk=actor.staff_id)
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        page = open_page("about:blank", **wishes)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}]
        )
        page.goto(live + address)
        return page

    return enter


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_the_desks_pages(months, open_as, live, serious, theme) -> None:
    page = open_as(months.actors.business, "/ban/", theme=theme)
    for address in PAGES:
        page.goto(live + address)

        assert serious(page) == [], address


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_is_wider_than_its_window(months, open_as, live, shot, width, language) -> None:
    page = open_as(months.actors.business, "/ban/", width=width, language=language)
    shot(page, f"board-{language}-{width}")
    for address in PAGES:
        page.goto(live + address)

        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_number_is_reached_and_opened_by_keyboard(months, open_as) -> None:
    page = open_as(months.actors.business, "/ban/")
    number = page.locator(".board-table a.figure[href*='tu-buoc=approved'][href*='welfare-gifts']").first

    number.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ban/danh-sach/**")

    assert page.get_by_text("Hộ được duyệt").count() == 1


def test_the_units_of_an_activity_open_by_keyboard(months, open_as) -> None:
    page = open_as(months.actors.business, "/ban/")
    summary = page.locator(".units-row summary").first

    summary.focus()
    page.keyboard.press("Enter")

    assert page.locator(".units-row details[open] .units-table").first.is_visible()


def test_the_board_and_a_move_work_without_scripts(months, open_as) -> None:
    reference = months.nominate("welfare-gifts", name="Hộ chờ kiểm tra")
    page = open_as(months.actors.unit_officer("PA01ND"), f"/ban/loi-hua/{reference}/", scripts=False)

    page.get_by_role("button", name="Kiểm tra", exact=True).click()

    assert page.locator(".step[aria-current]").inner_text().startswith("Đã kiểm tra")
