"""What the phone keeps of the crew's pages, and how they look: offline, next morning, when wiped, to axe."""

from __future__ import annotations

from datetime import date

import pytest

pytestmark = [pytest.mark.django_db(transaction=True)]
SEND = b"/hien-truong/gui/"


def test_the_days_pages_open_without_network_and_a_page_never_seen_says_so(phone) -> None:
    phone.cut()

    phone.go()
    assert "Bà Hộ Hôm Nay" in phone.page.inner_text("main")
    phone.page.locator(".visit-card").first.click()
    phone.page.wait_for_selector("html[data-outbox]")
    assert "Cắt aptomat" in phone.page.inner_text("main")
    phone.go("luot/LV-21-99999/")
    assert "Chưa có mạng" in phone.page.inner_text("h1")


NEXT_DAY = """() => new Promise((done) => {
    const asking = indexedDB.open("donghanh-field");
    asking.onsuccess = () => {
        const settings = asking.result.transaction("settings", "readwrite").objectStore("settings");
        settings.get("clock_offset").onsuccess = (found) => {
            settings.put(found.target.result + 86400000, "clock_offset").onsuccess = () => done(true);
        };
    };
})"""


def test_the_next_morning_without_network_the_day_that_was_kept_ahead_opens(phone, visit) -> None:
    later = visit.planned("test:2", day=date(2021, 12, 21), name="Ông Hộ Ngày Mai")
    phone.page.evaluate("caches.delete('donghanh-field-pages')")
    phone.go()
    phone.wait_pages(later)
    phone.cut()
    phone.page.evaluate(NEXT_DAY)

    phone.go()
    phone.page.get_by_text("Ông Hộ Ngày Mai").click()
    phone.page.wait_for_selector("html[data-outbox]")
    phone.press("arrived")

    phone.wait_count("Còn 1 mục")
    phone.wait_pages(visit.order, are_there=False)


def test_a_received_visit_is_wiped_when_its_day_has_passed(phone, visit) -> None:
    from donghanh.apps.organisation import operations
    from donghanh.faces import clock

    assert phone.has_page(visit.order)
    two_days_on = visit.now.replace(day=22)
    operations.set_product_clock(actor=visit.actors.console, at=two_days_on, real_now=clock.real_now())

    phone.go()
    phone.wait_pages(visit.order, are_there=False)


def test_the_page_of_a_visit_is_kept_until_all_of_it_was_received(phone, visit) -> None:
    from donghanh.apps.organisation import operations
    from donghanh.faces import clock

    phone.network.loses_answers = (SEND,)
    phone.press("arrived")
    phone.wait_count("Còn 1 mục")
    two_days_on = visit.now.replace(day=22)
    operations.set_product_clock(actor=visit.actors.console, at=two_days_on, real_now=clock.real_now())
    for _ in range(2):  # the day is learnt at the first, and the past forgotten at the second
        phone.go()
        phone.page.locator("[data-line=trouble]").filter(has_text="Chưa có mạng").wait_for()

    assert phone.has_page(visit.order)
    phone.network.mend()
    phone.page.get_by_role("button", name="Gửi lại").click()
    phone.wait_count("Đã nhận đủ")
    phone.wait_pages(visit.order, are_there=False)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width"), [("vi", 390), ("en", 390), ("vi", 1280)])
def test_axe_finds_nothing_serious_and_nothing_is_too_small_or_too_wide(
    visit, live, open_page, serious, shot, theme, language, width
) -> None:
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(
        get_user_model().objects.get(pk=visit.crew.staff_id), "django.contrib.auth.backends.ModelBackend"
    )
    page = open_page("about:blank", width=width, theme=theme, language=language)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])

    for name, path in (("today", ""), ("visit", f"luot/{visit.order}/"), ("offline", "khong-mang/")):
        page.goto(f"{live}/hien-truong/{path}")
        page.wait_for_selector("html[data-outbox]")
        for part in page.locator("details.field-more").all():
            part.locator("summary").click()
        shot(page, f"field-{name}-{language}-{width}-{theme}")

        assert serious(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SMALL) == [], name


SMALL = """() => [...document.querySelectorAll(
        "main :is(button, a.button, summary, .input, a.visit-card), .outbox :is(button, summary)")]
    .filter((part) => part.checkVisibility() && !part.closest(".explain"))
    .filter((part) => part.getBoundingClientRect().height < 48)
    .map((part) => part.outerHTML.slice(0, 90))"""
