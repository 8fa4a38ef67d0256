"""The messages' pages in a real browser: nothing serious for axe, no width lost on a phone."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.test import Client
from tests.apps.notices.conftest import UNIT, post  # noqa: F401 -- the fixture of these tests
from tests.faces.api.conftest import stand_on_product_day

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_pages_are_readable_on_a_phone_and_a_desk(
    live,
    open_page,
    shot,
    serious,
    actors,
    settings,
    post,  # noqa: F811
    product_now,
):
    from django.contrib.auth import get_user_model

    from donghanh.apps.notices.values import UNCERTAIN, Outcome

    stand_on_product_day(actors=actors, settings=settings)
    post.queue("Kính gửi Quý khách, chúng tôi đã nhận yêu cầu.", kind="receipt", to="1")
    post.sms.answers = [Outcome(UNCERTAIN, why="answer-lost")]
    code = post.queue("Kính gửi Quý khách, yêu cầu đã được giải quyết xong.")
    post.send()
    client = Client()
    person = get_user_model().objects.get(pk=actors.unit_officer(UNIT).staff_id)
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    session = client.cookies[django_settings.SESSION_COOKIE_NAME].value

    for width, language in ((390, "vi"), (1280, "vi"), (1280, "en")):
        page = open_page(live, width=width, language=language)
        page.context.add_cookies(
            [{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": live}]
        )
        for name, path in (("messages", "/ban/tin-nhan/"), ("message", f"/ban/tin-nhan/{code}/")):
            page.goto(f"{live}{path}")
            shot(page, f"{name}-{language}-{width}")
            assert serious(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
