"""Five wrong passwords lock a name on a machine for a quarter of an hour."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.faces.signin.conftest import PASSWORD

from donghanh.faces import clock

pytestmark = pytest.mark.django_db


def fail(client, *, username, times, address="10.0.0.1"):
    sent = {"login": username, "password": "wrong password"}
    return [client.post("/dang-nhap/", sent, REMOTE_ADDR=address) for _ in range(times)]


def test_the_fifth_failure_locks_and_says_when_it_ends(client, officer):
    answers = fail(client, username=officer.username, times=5)

    page = answers[-1].content.decode()
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "Tạm khoá đăng nhập" in page
    assert "sau 15 phút" in page
    ends_at = answers[-1].context["ends_at"]
    assert f"<strong>{timezone.localtime(ends_at):%H:%M}</strong>" in page
    assert timedelta(minutes=14) < ends_at - clock.real_now() <= timedelta(minutes=15)


def test_the_right_password_does_not_open_a_locked_door(client, officer):
    fail(client, username=officer.username, times=5)

    answer = client.post(
        "/dang-nhap/", {"login": officer.username, "password": PASSWORD}, REMOTE_ADDR="10.0.0.1"
    )

    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session


def test_another_machine_is_not_locked(client, officer):
    fail(client, username=officer.username, times=5)

    client.post("/dang-nhap/", {"login": officer.username, "password": PASSWORD}, REMOTE_ADDR="10.0.0.2")

    assert client.session["_auth_user_id"] == str(officer.pk)


def test_the_right_password_in_time_forgets_the_failures(client, officer):
    fail(client, username=officer.username, times=4)
    client.post("/dang-nhap/", {"login": officer.username, "password": PASSWORD}, REMOTE_ADDR="10.0.0.1")
    client.post("/dang-xuat/")

    answers = fail(client, username=officer.username, times=4)

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200]
