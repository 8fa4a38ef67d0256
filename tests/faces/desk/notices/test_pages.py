"""The list of messages and the page of one: masked, scoped, with what came of it and what can be done."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.notices.conftest import OTHER, UNIT

LIST = "/ban/tin-nhan/"
QUERIES_AT_MOST = 14


def page(code: str) -> str:
    return f"{LIST}{code}/"


def test_the_list_masks_addresses_and_says_which_channel_is_missing(post, sign_in, actors, seen):
    code = post.queue()

    told = seen(sign_in(actors.unit_officer(UNIT)).get(LIST))

    assert code in told
    assert "0912•••678" in told
    assert "0912345678" not in told
    assert "Có kênh chưa được nối Thư điện tử" in told


def test_another_unit_sees_neither_the_row_nor_the_page(post, sign_in, actors):
    code = post.queue()

    stranger = sign_in(actors.unit_head(OTHER))

    assert code not in stranger.get(LIST).content.decode()
    assert stranger.get(page(code)).status_code == 404
    assert stranger.post(f"{page(code)}hien/").status_code == 404
    assert stranger.post(f"{page(code)}thoi/", {"why": "x"}).status_code == 404


@pytest.mark.parametrize("role", ["crew", "warehouse_keeper"])
def test_a_role_without_a_part_in_messages_is_not_let_in(post, sign_in, actors, role):
    assert sign_in(getattr(actors, role)(UNIT)).get(LIST).status_code == 403


def test_the_filters_stand_in_the_address(post, sign_in, actors):
    wrong, waiting = post.queue(to="1"), post.queue()

    shown = sign_in(actors.director).get(LIST, {"trang-thai": "failed", "kenh": "sms"}).content.decode()

    assert wrong in shown
    assert waiting not in shown


def test_the_address_in_full_takes_a_click_that_is_recorded(post, sign_in, actors, seen):
    from donghanh.apps.organisation.models import PersonalDataReading

    code = post.queue()
    clerk = sign_in(actors.unit_officer(UNIT))
    assert "0912345678" not in seen(clerk.get(page(code)))

    assert "0912345678" in seen(clerk.post(f"{page(code)}hien/"))

    assert PersonalDataReading.objects.filter(subject=f"message:{code}").count() == 1


def test_an_uncertain_message_says_so_and_can_be_sent_again_or_given_up(post, sign_in, actors, seen):
    from donghanh.apps.notices.values import UNCERTAIN, Outcome

    code = post.queue()
    post.sms.answers = [Outcome(UNCERTAIN, why="answer-lost")]
    post.send()
    clerk = sign_in(actors.unit_officer(UNIT))
    shown = clerk.get(page(code))
    assert "Không ai biết khách hàng đã nhận hay chưa" in seen(shown)
    key = re.search(r'name="key" value="(\w+)"', shown.content.decode())[1]

    made = clerk.post(f"{page(code)}gui-lai/", {"channel": "sms", "to": "0987654321", "key": key})

    assert made.status_code == 302
    assert "0987•••321" in seen(clerk.get(made.url))
    assert clerk.post(f"{page(code)}thoi/", {"why": ""}).status_code == 422
    assert clerk.post(f"{page(code)}thoi/", {"why": "đã gọi điện"}).status_code == 302
    assert "đã gọi điện" in seen(clerk.get(page(code)))


def test_a_one_time_code_is_on_no_page(post, sign_in, actors):
    code = post.queue("Ma xac nhan 482913", kind="code", is_secret=True)
    director = sign_in(actors.director)

    pages = [director.get(LIST), director.get(page(code)), director.post(f"{page(code)}hien/")]

    assert all("482913" not in shown.content.decode() for shown in pages)


def test_an_auditor_reads_and_is_offered_no_act(post, sign_in, actors, seen):
    code = post.queue()

    auditor = sign_in(actors.auditor)

    assert "Thôi không gửi" not in seen(auditor.get(page(code)))
    assert auditor.post(f"{page(code)}thoi/", {"why": "x"}).status_code in (403, 422)


def test_outside_of_the_demo_there_is_no_outbox(post, sign_in, actors, settings, tmp_path):
    from donghanh.adapters.outbox import Delivered, deliver

    settings.OUTBOX = tmp_path
    deliver(folder=tmp_path, message=Delivered("TN-21-1", "sms", "0912345678", "", "Ma cua ban: 482913"))
    director = sign_in(actors.director)

    assert director.get(f"{LIST}hop-thu-mau/").status_code == 404
    settings.DEMO = True
    assert "482913" in director.get(f"{LIST}hop-thu-mau/").content.decode()


def test_bad_names_are_not_found(post, sign_in, actors):
    director = sign_in(actors.director)

    assert director.get(page("TN-khong-co")).status_code == 404
    assert director.get(LIST, {"trang-thai": "x\x00", "page": "9999"}).status_code == 200


def test_the_list_keeps_its_budget_of_questions(post, sign_in, actors):
    client = sign_in(actors.director)
    client.get(LIST)
    for _ in range(5):
        post.queue()

    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)

    assert len(asked) <= QUERIES_AT_MOST, len(asked)


def test_a_case_shows_what_its_customer_was_told(post, actors, sign_in, seen):
    from donghanh.apps.notices import ports
    from donghanh.apps.requests.operations import open_case
    from donghanh.apps.requests.queries import may_see_case
    from donghanh.apps.requests.values import Contact

    ports.plug_sight(prefix="request", may_see=may_see_case)
    clerk = actors.unit_officer(UNIT)
    opened = open_case(
        actor=clerk, service_code="BILL_QUERY", channel="counter", received_at=post.now, unit_code=UNIT,
        contact=Contact(name="Trần Thị Thử"), now=post.now,
    )  # fmt: skip

    told = seen(sign_in(clerk).get(f"/ban/yeu-cau/{opened.code}/"))

    assert "Tin đã gửi khách hàng Khách hàng có thể chưa được báo" in told
    assert "Khách hàng không để lại số điện thoại" in told
