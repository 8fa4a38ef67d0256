"""The second factor: switching it on, coming in with it, and with a recovery code."""

import re

import pytest
from django.conf import settings
from tests.faces.signin.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def current_code(secret):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def texts(page):
    return re.sub(r"<script.*?</script>|<[^>]+>", " ", page.content.decode(), flags=re.DOTALL)


def test_the_second_factor_is_not_changed_without_the_password_said_again(client, officer):
    client.post("/dang-nhap/", {"login": officer.username, "password": PASSWORD})

    answer = client.get("/tai-khoan/bao-mat/totp/activate/")

    assert answer["Location"].startswith("/tai-khoan/xac-nhan-lai/")


@pytest.fixture
def signed_in(client, officer):
    """The officer, who said the password once more: changing what guards an account asks for it."""
    client.post("/dang-nhap/", {"login": officer.username, "password": PASSWORD})
    client.post("/tai-khoan/xac-nhan-lai/", {"password": PASSWORD})
    return client


@pytest.fixture
def secret(signed_in):
    """The officer's second factor, switched on through the page."""
    page = signed_in.get("/tai-khoan/bao-mat/totp/activate/")
    found = page.context["form"].secret
    answer = signed_in.post("/tai-khoan/bao-mat/totp/activate/", {"code": current_code(found)})
    assert answer.status_code == 302
    return found


@pytest.mark.parametrize(
    "path",
    ["", "totp/activate/", "webauthn/", "webauthn/add/"],
)
def test_pages_of_the_second_factor_are_ours_and_vietnamese(signed_in, path):
    page = signed_in.get(f"/tai-khoan/bao-mat/{path}")

    assert page.status_code == 200
    assert "portal-top" in page.content.decode()
    assert "khoá" in page.content.decode().lower()
    assert not [word for word in ("Security", "Authenticator", "Activate", "Recovery") if word in texts(page)]


def test_after_the_password_the_code_is_asked_for(client, secret, officer):
    client.post("/dang-xuat/")

    answer = client.post("/dang-nhap/", {"login": officer.username, "password": PASSWORD})
    inside_before = "_auth_user_id" in client.session
    page = client.get(answer["Location"]).content.decode()

    assert not inside_before
    assert "mã xác thực" in page


def test_a_wrong_code_does_not_open(client, secret, officer):
    client.post("/dang-xuat/")
    client.post("/dang-nhap/", {"login": officer.username, "password": PASSWORD})

    answer = client.post("/tai-khoan/bao-mat/authenticate/", {"code": "000000"})

    assert "Mã chưa đúng." in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_opens_once(client, secret, officer):
    from allauth.mfa.models import Authenticator

    keeper = Authenticator.objects.get(user=officer, type=Authenticator.Type.RECOVERY_CODES)
    code = keeper.wrap().get_unused_codes()[0]
    inside = []

    for _ in range(2):
        client.post("/dang-xuat/")
        client.post("/dang-nhap/", {"login": officer.username, "password": PASSWORD})
        client.post("/tai-khoan/bao-mat/authenticate/", {"code": code})
        inside.append("_auth_user_id" in client.session)

    assert inside == [True, False]


def test_a_stranger_does_not_see_pages_of_an_account(client):
    for path in ("/tai-khoan/", "/tai-khoan/bao-mat/", "/tai-khoan/bao-mat/webauthn/"):
        assert client.get(path)["Location"].startswith("/dang-nhap/")


def test_the_own_account_shows_roles_and_whether_the_second_factor_is_on(signed_in):
    page = signed_in.get("/tai-khoan/").content.decode()

    assert "Nhân viên đơn vị PA01XT" in page
    assert "Chưa bật" in page


def test_passkeys_may_open_the_door():
    assert settings.MFA_PASSKEY_LOGIN_ENABLED
    assert "webauthn" in settings.MFA_SUPPORTED_TYPES
