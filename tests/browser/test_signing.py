"""A contract is signed on a phone by a code from the message, and then by the director on the desk."""

from __future__ import annotations

import pytest
from tests.apps.signatures.conftest import desk  # noqa: F401 -- the fixture of this file
from tests.faces.api.conftest import stand_on_product_day

pytestmark = [pytest.mark.django_db(transaction=True)]


def _session(live, actor) -> dict[str, str]:
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    person = get_user_model().objects.get(pk=actor.staff_id)
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}


def _code_in_the_message() -> str:
    from donghanh.apps.notices.models import Message

    return Message.objects.filter(kind="code").first().sending.words.split()[0]


def test_from_the_tracking_page_to_both_signatures(desk, live, open_page, serious, shot, settings):  # noqa: F811
    stand_on_product_day(actors=desk.actors, settings=settings)
    opened = desk.apply(1, fields={"supply_address": "Xóm 1", "phases": "one"})
    for step in ("check", "survey", "offer"):
        desk.step(opened.code, step)
    document = desk.prepare(opened.code)

    phone = open_page(f"{live}/theo-doi/{opened.tracking_code}/", width=390, scripts=False)
    phone.get_by_role("link", name="Ký hợp đồng").click()
    phone.locator("[name=phone]").fill("0900000001")
    phone.get_by_role("button", name="Mở hợp đồng").click()
    phone.get_by_role("button", name="Gửi mã cho tôi").click()
    shot(phone, "signing-390")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.locator("[name=code]").fill(_code_in_the_message())
    phone.locator("[name=consents]").check()
    phone.get_by_role("button", name="Tôi ký").click()
    assert phone.locator(".confirmation").count() == 1

    office = open_page("about:blank")
    office.context.add_cookies([_session(live, desk.actors.director)])
    office.goto(f"{live}/ban/ky-van-ban/{document}/")
    assert serious(office) == []
    shot(office, "countersigning-1280")
    office.get_by_role("button", name="Ký số").click()
    office.get_by_text("hai bên đã ký").wait_for()
    phone.reload()
    shot(phone, "signed-390")
    assert phone.get_by_role("link", name="Tải bản đã ký").count() == 1
    assert desk.supply(opened.code).row.next_step == "order"
