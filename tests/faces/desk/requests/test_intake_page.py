"""Counter and telephone: a request becomes one case, whatever is clicked twice or typed wrongly."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from donghanh.apps.requests.models import Case

pytestmark = pytest.mark.django_db
NEW = "/ban/yeu-cau/moi/"


def asked(**more):
    first = {
        "key": "form-1", "service": "FAULT_RESTORE", "name": "Người thử", "phone": "0912345678",
        "unit_code": "PA01ND", "channel": "counter", "received_at": "2021-12-20T08:30",
    }  # fmt: skip
    return first | more


def test_services_are_offered_by_group_and_lead_to_their_form(desk, as_clerk, seen):
    listed = as_clerk.get(NEW)
    form = as_clerk.get(f"{NEW}?dich-vu=FAULT_RESTORE")

    assert "dich-vu=FAULT_RESTORE" in listed.content.decode()
    assert "dich-vu=PHONE_ANSWER" not in listed.content.decode()
    assert "2 giờ" in seen(form)
    assert 'name="o-sign"' in form.content.decode()


def test_a_form_sent_twice_is_one_case_and_says_its_tracking_code_once(desk, as_clerk, seen):
    first = as_clerk.post(NEW, asked())
    second = as_clerk.post(NEW, asked())

    case = Case.objects.get()
    assert case.code in seen(first)
    assert case.code in seen(second)
    assert re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", seen(first))
    assert "không nhận hai lần" in seen(second)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"received_at": "2030-01-01T08:00"}, "tương lai"),
        ({"received_at": "30/02/2021 08:00"}, "Không phải là ngày giờ"),
        ({"received_at": "hôm qua"}, "Không phải là ngày giờ"),
        ({"phone": "12345"}, "10 chữ số"),
        ({"phone": "gọi tôi"}, "Chỉ ghi chữ số"),
        ({"name": "", "phone": ""}, "trả lời khách hàng"),
        ({"customer_code": "PA01ND9999999", "unit_code": ""}, "Không thấy khách hàng"),
        ({"o-sign": "khong-co"}, "Hãy chọn lại"),
        ({"name": "a\x00b"}, ""),
    ],
)
def test_what_is_wrong_stands_in_the_form_and_nothing_is_opened(desk, as_clerk, seen, wrong, told):
    answer = as_clerk.post(NEW, asked(**wrong))

    assert answer.status_code == 422
    assert told in seen(answer)
    assert Case.objects.count() == 0


@pytest.mark.parametrize("code", ["KHONG_CO", "PHONE_ANSWER", "x" * 300])
def test_a_service_that_takes_no_cases_leads_back_to_the_choice(desk, as_clerk, code):
    answer = as_clerk.get(f"{NEW}?dich-vu={code}")

    assert answer.status_code == 302
    assert answer.headers["Location"] == NEW


def test_an_auditor_takes_nothing_in(desk, sign_in):
    client = sign_in(desk.actors.auditor)

    assert client.get(NEW).status_code == 403
    assert client.post(NEW, asked()).status_code == 403


def test_the_caller_is_known_and_open_cases_carry_a_key(desk, as_clerk, seen):
    code = desk.open("FAULT_RESTORE", phone="0912345678").code

    page = as_clerk.post("/ban/tong-dai/", {"so": "0912 345 678"})

    assert code in seen(page)
    assert 'data-key="1"' in page.content.decode()
    assert "Số này chưa có trong hồ sơ" in seen(page)


def test_the_number_is_never_taken_from_an_address(desk, as_clerk):
    code = desk.open(phone="0912345678").code

    page = as_clerk.get("/ban/tong-dai/?so=0912345678")

    assert code not in page.content.decode()


def test_the_call_hands_the_number_on_to_the_form(desk, as_clerk):
    form = as_clerk.post(NEW, {"so": "0912345678", "dich-vu": "FAULT_RESTORE"})

    assert form.status_code == 200
    assert 'value="0912345678"' in form.content.decode()
    assert Case.objects.count() == 0


@pytest.mark.parametrize("number", ["", "12", "abc", "0" * 40, "\x00"])
def test_what_is_no_number_is_asked_for_again(desk, as_clerk, number):
    answer = as_clerk.post("/ban/tong-dai/", {"so": number})

    assert answer.status_code == 422 or number == "0" * 40


def test_another_units_clerk_sees_no_case_of_the_caller(desk, as_stranger):
    code = desk.open(phone="0912345678").code

    assert code not in as_stranger.post("/ban/tong-dai/", {"so": "0912345678"}).content.decode()


def test_the_call_screen_keeps_its_budget(desk, as_clerk):
    for _ in range(4):
        desk.open(phone="0912345678")
    as_clerk.post("/ban/tong-dai/", {"so": "0912345678"})

    with CaptureQueriesContext(connection) as kept:
        as_clerk.post("/ban/tong-dai/", {"so": "0912345678"})

    assert len(kept) <= 20
