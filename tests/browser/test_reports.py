"""Signed reports and costs in a real browser: axe, phone and desk widths, nothing wider than the screen."""

from __future__ import annotations

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN, House, house  # noqa: F401
from tests.apps.programmes.test_costs import enter
from tests.apps.programmes.test_report_effects import CONFIRMED, GOODS, delivered
from tests.apps.programmes.test_signing import issue, key_of, pdf_of, register, sign

pytestmark = [pytest.mark.django_db(transaction=True)]
PUBLIC = ("/bao-cao/", f"/bao-cao/{CAMPAIGN}/1/", "/bao-cao/kiem-tra/")
DESK = ("/ban/chi-phi/", "/ban/bao-cao/2/ky", "/ban/bao-cao/1/")
WIDTHS = (390, 1280)


@pytest.fixture
def published(settings, tmp_path, house: House, product_now, monkeypatch) -> House:  # noqa: F811
    """A signed report with something in every part, a second one that waits, and costs."""
    from donghanh.apps.organisation import operations
    from donghanh.apps.programmes.queries import report_effects
    from donghanh.faces import clock

    settings.DEMO, settings.SIGNING_FOLDER = True, tmp_path / "signing"
    operations.set_product_clock(actor=house.actors.console, at=product_now, real_now=clock.real_now())
    monkeypatch.setattr(report_effects, "confirmations_of", lambda **_: CONFIRMED)
    monkeypatch.setattr(report_effects, "goods_of", lambda **_: GOODS)
    for place in range(4):
        delivered(house, name=f"Hộ {place}", commune=MY_THUAN, social_class="poor")
    enter(house, activity="welfare-gifts")
    enter(house, by=house.actors.office, unit="PA01XT", number="HD-02", amount_dong=2_500_000, vat_dong=0)
    file = key_of("Nguyễn Thị Giám Đốc")
    register(house, file)
    sign(house, issue(house), file)
    issue(house, name="Hộ sau")
    return house


@pytest.fixture
def open_as(published, live, open_page):
    """Open a page of the site in somebody's name, or in nobody's."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    def enter_as(actor, address, **wishes):
        page = open_page("about:blank", **wishes)
        if actor is not None:
            client = Client()
            person = get_user_model().objects.get(pk=actor.staff_id)
            client.force_login(person, "django.contrib.auth.backends.ModelBackend")
            cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}
            page.context.add_cookies([cookie])
        page.goto(live + address)
        return page

    return enter_as


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_fit_the_screen_and_axe_finds_nothing_serious(
    published, open_as, live, serious, shot, width
) -> None:
    for who, addresses in ((None, PUBLIC), (published.actors.director, DESK)):
        page = open_as(who, addresses[0], width=width)
        for address in addresses:
            page.goto(live + address)
            shot(page, f"report{address.replace('/', '-')}{width}")
            assert serious(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_file_is_checked_on_a_phone_without_scripts(open_as, shot, tmp_path, live) -> None:
    good, bad = tmp_path / "a.pdf", tmp_path / "b.pdf"
    good.write_bytes(pdf_of())
    bad.write_bytes(pdf_of() + b"\n")
    page = open_as(None, "/bao-cao/kiem-tra/", width=390, scripts=False)

    for file, said in ((good, "còn nguyên vẹn"), (bad, "đã bị thay đổi sau khi ký")):
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name="Kiểm tra tệp").click()
        assert said in page.inner_text("[role=status]")
        shot(page, f"report-check-{file.stem}-390")


def test_the_pages_are_english_too(published, open_as, live, shot) -> None:
    page = open_as(published.actors.office, "/ban/chi-phi/", language="en")
    for address in ("/ban/chi-phi/", "/ban/bao-cao/chung-thu/", *PUBLIC):
        page.goto(live + address)
        shot(page, f"report{address.replace('/', '-')}en")
    assert "Check the file" in page.inner_text("main")
