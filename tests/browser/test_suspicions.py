"""Suspected duplicates in a real browser: axe, widths, a decision by keyboard and without scripts."""

from __future__ import annotations

import pytest
from tests.apps.programmes.conftest import MY_THUAN, house  # noqa: F401
from tests.browser.test_board import months, open_as  # noqa: F401

pytestmark = [pytest.mark.django_db(transaction=True)]
QUEUE = "/ban/trung-lap/"


@pytest.fixture
def pair(months) -> str:  # noqa: F811
    """The address of a pair that waits."""
    from donghanh.apps.programmes.queries.suspicions import SuspicionFilter, suspicion_queue

    given = {"phone": "0912345678", "commune": MY_THUAN}
    months.nominate("household-repairs", name="Khúc Thị Thạch Thảo", address="Số 127, xóm 20", **given)
    months.nominate("welfare-gifts", name="KHUC THI THACH THAO", address="Nhà 127 X20", **given)
    found = suspicion_queue(
        actor=months.actors.director, campaign_code="tri-an-khach-hang-2021", wanted=SuspicionFilter()
    )
    return f"{QUEUE}{found.lines[0].number}/"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(months, pair, open_as, live, serious, theme) -> None:  # noqa: F811
    page = open_as(months.actors.unit_head("PA01ND"), QUEUE, theme=theme)
    assert serious(page) == []

    page.goto(live + pair)

    assert serious(page) == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_is_wider_than_its_window(months, pair, open_as, live, width, language) -> None:  # noqa: F811
    page = open_as(months.actors.unit_head("PA01ND"), QUEUE, width=width, language=language)
    for address in (QUEUE, pair):
        page.goto(live + address)

        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_pair_is_opened_and_decided_by_keyboard_without_scripts(months, pair, open_as) -> None:  # noqa: F811
    page = open_as(months.actors.unit_officer("PA01ND"), QUEUE, scripts=False)
    page.get_by_role("link", name="So sánh").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{pair}")

    page.locator("#why-decide_another").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{QUEUE}")

    assert page.get_by_text("Không còn nghi vấn nào chờ").is_visible()
