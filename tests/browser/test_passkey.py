"""Passkeys in a real browser: made on the account page, then signed in with, on a virtual authenticator."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from donghanh.apps.organisation import operations

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "cá rô kho làng Vũ Đại"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def director(actors, settings, product_now):
    """A director with a password, in a company that asks for a second factor."""
    settings.SECOND_FACTOR_REQUIRED = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the test's server has no certificate
    actor = actors.director
    operations.set_password(actor=actors.console, username=actor.username, password=PASSWORD, at=product_now)
    return get_user_model().objects.get(pk=actor.staff_id)


@pytest.fixture
def page(open_page):
    """A page of a machine that has a fingerprint reader."""
    opened = open_page("about:blank")
    tools = opened.context.new_cdp_session(opened)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return opened


def say_the_password(page):
    page.fill("input[name=password]", PASSWORD)
    page.click("form.panel button[type=submit], form.panel button:not([type])")


def sign_in(page, live, person, *, to="/ban/to-chuc/"):
    page.goto(f"{live}{to}")
    page.fill("input[name=login]", person.username)
    say_the_password(page)


def test_led_to_a_passkey_the_director_adds_one_and_comes_in_with_it_alone(live, page, director, shot):
    sign_in(page, live, director)
    assert "Cần xác thực hai bước" in page.inner_text("h1")
    shot(page, "second-factor-needed")

    page.click("text=Thêm khoá truy cập")
    if "xac-nhan-lai" in page.url:
        say_the_password(page)
    shot(page, "passkey-add")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "webauthn/add" not in url)
    shot(page, "passkey-added")
    page.goto(f"{live}/ban/to-chuc/")
    assert page.url == f"{live}/ban/to-chuc/"

    page.context.clear_cookies()
    page.goto(f"{live}/dang-nhap/?next=/ban/to-chuc/")
    page.click("#passkey_login")
    page.wait_for_url(f"{live}/ban/to-chuc/")


def test_after_the_password_the_passkey_is_asked_for(live, page, director, shot):
    sign_in(page, live, director)
    page.click("text=Thêm khoá truy cập")
    if "xac-nhan-lai" in page.url:
        say_the_password(page)
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "webauthn/add" not in url)
    page.context.clear_cookies()

    sign_in(page, live, director)
    shot(page, "passkey-asked")
    page.goto(f"{live}/ban/to-chuc/")
    assert page.url == f"{live}/tai-khoan/bao-mat/authenticate/"  # the password alone opens nothing
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(f"{live}/ban/to-chuc/")
