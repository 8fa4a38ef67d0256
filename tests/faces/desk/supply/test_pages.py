"""The pages of supplies: the list by step, one supply, a step by its form, the free wiring, their sight."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.apps.supply.conftest import FACTS

from donghanh.apps.supply.models import SupplyStep

LIST = "/ban/cap-dien/"


def one(code: str) -> str:
    return f"{LIST}{code}/"


def form_key(answer) -> str:
    return re.search(r'name="key" value="(\w+)"', answer.content.decode())[1]


def test_the_list_tells_the_next_step_and_the_time_left_in_few_questions(
    desk, as_clerk, seen, django_assert_max_num_queries
):
    codes = [desk.apply(number).code for number in range(1, 6)]
    desk.step(codes[0], "check")

    with django_assert_max_num_queries(16):
        answer = as_clerk.get(LIST)

    told = seen(answer)
    assert all(code in told for code in codes)
    assert "Khảo sát tại chỗ" in told
    assert "Đang mời, suất số 1" in told
    assert codes[0] not in seen(as_clerk.get(LIST, {"buoc": "check"}))


def test_a_step_is_taken_by_its_form_and_a_double_click_takes_it_once(desk, as_clerk, seen):
    code = desk.apply().code
    desk.step(code, "check")
    page = as_clerk.get(one(code))
    assert "Người khảo sát" in seen(page)

    sent = {"key": form_key(page), **FACTS["survey"]}
    for _ in range(2):
        assert as_clerk.post(f"{one(code)}buoc/survey/", sent).status_code == 302

    assert SupplyStep.objects.filter(step="survey").count() == 1
    told = seen(as_clerk.get(one(code)))
    assert "24,5 m" in told
    assert desk.clerk.full_name in told


def test_what_cannot_be_stands_in_the_form_and_nothing_is_written(desk, as_clerk, seen):
    code = desk.apply().code
    desk.step(code, "check")
    sent = {"key": "k", **FACTS["survey"], "surveyed_on": "2021-12-24"}

    answer = as_clerk.post(f"{one(code)}buoc/survey/", sent)

    assert answer.status_code == 422
    assert "ngày chưa tới" in seen(answer)
    assert not SupplyStep.objects.filter(step="survey").exists()


def test_the_contract_in_force_leads_to_the_new_customer(desk, as_clerk, seen):
    code = desk.apply().code
    desk.stepped(code, until="in_force")

    answer = as_clerk.get(one(code))

    assert "PA01ND0000001001" in seen(answer)
    assert as_clerk.get("/ban/khach-hang/PA01ND0000001/").status_code == 200


def test_the_free_wiring_is_answered_for_the_customer_and_shown_on_the_case(desk, as_clerk, seen):
    code = desk.apply().code
    assert "Suất thứ 1 trong 90 suất" in seen(as_clerk.get(f"/ban/yeu-cau/{code}/"))

    as_clerk.post(f"{one(code)}lap-day/nhan/")

    told = seen(as_clerk.get(one(code)))
    assert "Đã nhận" in told
    assert "M15-21-00001" in told


def test_another_unit_finds_no_such_page(desk, as_stranger, seen):
    code = desk.apply().code

    assert code not in seen(as_stranger.get(LIST))
    assert as_stranger.get(one(code)).status_code == 404
    assert as_stranger.post(f"{one(code)}buoc/check/", {"key": "k"}).status_code == 404
    assert as_stranger.post(f"{one(code)}lap-day/nhan/").status_code == 404


@pytest.mark.parametrize("role", ["crew", "warehouse_keeper"])
def test_a_role_without_part_in_requests_is_turned_away(desk, actors, sign_in, role):
    code = desk.apply().code
    client = sign_in(getattr(actors, role)(desk.unit))

    assert client.get(LIST).status_code == 403
    assert client.get(one(code)).status_code == 403


def test_the_customer_sees_steps_and_place_and_answers_once_nothing_personal(desk, seen):
    opened = desk.apply()
    public = Client()
    address = f"/theo-doi/{opened.tracking_code}/"

    told = seen(public.get(address))
    assert "Suất thứ 1 trong 90 suất" in told
    assert not [one for one in ("Hộ thử", "09000", opened.code) if one in told]
    desk.stepped(opened.code, until="in_force")
    assert "PA01ND000" not in seen(public.get(address))
    public.post(f"{address}lap-day/nhan/")
    public.post(f"{address}lap-day/khong-nhan/")

    told = seen(public.get(address))
    assert "Đã nhận" in told
    assert "Tôi không cần" not in told.replace("Tôi không cần nữa", "")
