"""The communes' pages in a real browser: axe, phone and desk widths, keyboard, no script needed."""

from __future__ import annotations

import pytest
from tests.apps.programmes.conftest import House, house  # noqa: F401
from tests.apps.programmes.sheets_of_nominations import person, sheet

pytestmark = [pytest.mark.django_db(transaction=True)]
MY_HUNG = "13729"
PAGES = (
    "/doi-tac/",
    "/doi-tac/de-cu/",
    "/doi-tac/danh-sach/",
    "/doi-tac/danh-sach/M18-21-00001/",
    "/doi-tac/tep/",
    "/doi-tac/tep/{file}/",
)


@pytest.fixture
def commune(settings, house: House, product_now) -> House:  # noqa: F811
    """One nomination refused, one open, one file with an error; seen at 09:00 of 20 December 2021."""
    from donghanh.apps.organisation import operations
    from donghanh.apps.programmes.operations.moving import make_move
    from donghanh.apps.programmes.operations.nomination_files import receive_nominations
    from donghanh.faces import clock

    settings.DEMO = True
    operations.set_product_clock(actor=house.actors.console, at=product_now, real_now=clock.real_now())
    partner = house.actors.partner_officer(MY_HUNG)
    house.nominate(
        "household-repairs",
        by=partner,
        unit="",
        commune=MY_HUNG,
        name="Trần Thị Thử",
        social_class="poor",
        address="Thôn 3",
        phone="0912345678",
    )
    refused = house.nominate(
        "welfare-gifts", by=partner, unit="", commune=MY_HUNG, name="Lê Văn Mẫu", social_class="hardship"
    )
    make_move(
        actor=house.actors.unit_officer("PA01ND"),
        reference=refused,
        move="refuse",
        why="Đã nhận quà ở hoạt động khác",
        at=house.now,
    )
    content = sheet(
        person("Vũ Thị Một", phone=987654321), person("Phạm Hai", social_class="Sang"), person("Trần Thị Thử")
    )
    house.file = receive_nominations(
        actor=partner, campaign_code="tri-an-khach-hang-2021", commune_code=MY_HUNG,
        name="De cu My Hung.xlsx", content=content, at=house.now,
    ).number  # fmt: skip
    return house


@pytest.fixture
def open_as(commune, live, open_page):
    """Open a page of the site in the partner's name."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    def enter(address, *, actor=None, **wishes):
        client = Client()
        actor = actor or commune.actors.partner_officer(MY_HUNG)
        person = get_user_model().objects.get(pk=actor.staff_id)
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        page = open_page("about:blank", **wishes)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}]
        )
        page.goto(live + address)
        return page

    return enter


def test_axe_finds_nothing_serious_and_nothing_is_wider_than_a_phone(
    open_as, commune, live, serious, shot
) -> None:
    page = open_as("/doi-tac/", width=390)
    for place, address in enumerate(PAGES):
        page.goto(live + address.format(file=commune.file))

        assert serious(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        shot(page, f"partner-{place}-390")


def test_a_person_is_named_with_the_keyboard_and_without_a_script(open_as, shot) -> None:
    from donghanh.apps.programmes.models import Benefit

    page = open_as("/doi-tac/de-cu/", width=390, scripts=False)
    page.get_by_label("Sửa chữa, thay mới").check()
    shot(page, "partner-step-1")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Họ và tên").fill("Đỗ Thị Bàn Phím")
    page.keyboard.press("Enter")
    page.get_by_label("Ở đâu?").fill("Thôn Thử")
    page.keyboard.press("Enter")
    shot(page, "partner-step-4-before")
    page.get_by_label("Hộ nghèo").check()
    page.get_by_role("button", name="Tiếp tục").click()
    shot(page, "partner-step-5")
    page.get_by_role("button", name="Tiếp tục").click()
    shot(page, "partner-check")
    page.get_by_role("button", name="Gửi đề cử").click()
    shot(page, "partner-done")

    assert page.get_by_text("Mã tham chiếu").is_visible()
    assert Benefit.objects.filter(beneficiary_name="Đỗ Thị Bàn Phím").count() == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_stand_at_desk_width_in_both_languages(
    open_as, commune, live, shot, language, serious
) -> None:
    page = open_as("/doi-tac/", width=1280, language=language)
    for place, address in enumerate(PAGES):
        page.goto(live + address.format(file=commune.file))
        shot(page, f"partner-{place}-1280-{language}")
    desk = open_as(
        f"/ban/de-cu/tep/{commune.file}/", actor=commune.actors.unit_officer("PA01ND"), language=language
    )
    shot(desk, f"desk-file-{language}")
    for address, name in (("/ban/de-cu/tep/", "files"), ("/ban/loi-hua/M18-21-00001/", "benefit")):
        desk.goto(live + address)
        assert serious(desk) == []
        shot(desk, f"desk-{name}-{language}")
