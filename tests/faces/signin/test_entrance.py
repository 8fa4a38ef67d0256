"""Coming in with name and password, and going out again."""

import pytest
from tests.faces.signin.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def send(client, *, username, password, **more):
    return client.post("/dang-nhap/", {"login": username, "password": password, **more})


def test_the_right_password_opens_the_desk(client, officer):
    answer = send(client, username=officer.username, password=PASSWORD)

    assert answer.status_code == 302
    assert answer["Location"] == "/ban/"
    assert client.session["_auth_user_id"] == str(officer.pk)


def test_one_comes_back_to_the_page_that_was_asked_for(client, officer):
    answer = send(client, username=officer.username, password=PASSWORD, next="/ban/to-chuc/")

    assert answer["Location"] == "/ban/to-chuc/"


def test_a_wrong_password_is_told_in_vietnamese_and_lets_nobody_in(client, officer):
    answer = send(client, username=officer.username, password="wrong password")

    assert answer.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_sign_in_page_offers_no_way_that_leads_nowhere(client):
    page = client.get("/dang-nhap/").content.decode()

    assert "quen-mat-khau" not in page
    assert "/dang-ky/" not in page
    assert "liên hệ Văn phòng công ty" in page


def test_the_sign_in_page_speaks_english_when_asked(client):
    page = client.get("/dang-nhap/", headers={"accept-language": "en"}).content.decode()

    assert "Sign in" in page
    assert "Đăng nhập" not in page


def test_somebody_kept_out_is_told_so(client, officer):
    officer.is_active = False
    officer.save()

    answer = send(client, username=officer.username, password=PASSWORD)

    assert "_auth_user_id" not in client.session
    assert answer.status_code in (200, 302)


@pytest.mark.parametrize("path", ["/dang-ky/", "/tai-khoan/quen-mat-khau/", "/tai-khoan/dat-mat-khau/"])
def test_nobody_opens_an_account_or_sets_a_password_for_himself(client, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {"username": "me", "password1": PASSWORD}).status_code == 404


def test_signing_out_takes_a_form_not_a_link(client, officer):
    client.force_login(officer, "django.contrib.auth.backends.ModelBackend")

    client.get("/dang-xuat/")
    still_in = "_auth_user_id" in client.session
    client.post("/dang-xuat/")

    assert still_in
    assert "_auth_user_id" not in client.session


def test_pages_of_sign_in_carry_no_inline_script_or_style(client):
    page = client.get("/dang-nhap/").content.decode()

    assert "style=" not in page
    assert "<style" not in page
    assert " onclick" not in page
    assert all("src=" in tag or "application/json" in tag for tag in page.split("<script")[1:])
