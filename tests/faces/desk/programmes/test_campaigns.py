"""Campaign pages: open from the lawbook, make next year's as text, see what changed, compare."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, at, house  # noqa: F401

from donghanh.apps.programmes.queries import plan

pytestmark = pytest.mark.django_db
LIST, NEXT = "/ban/chuong-trinh/", f"/ban/chuong-trinh/{CAMPAIGN}/nam-sau/"
DAYS = {"act": "make", "from_on": "2022-12-01", "last_on": "2023-01-31", "code": "tri-an-khach-hang-2022"}


@pytest.fixture(autouse=True)
def the_product_stands_at_its_day(monkeypatch):
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: at(date(2021, 12, 20)))


def text_of(answer):
    return answer.content.decode()


def template_in(page):
    return html.unescape(re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL).group(1))


def test_before_the_first_campaign_a_planner_opens_one_from_the_lawbook(actors, sign_in):
    client = sign_in(actors.director)
    assert "Chưa mở chương trình nào" in text_of(client.get(LIST))

    page = text_of(client.post(LIST, {"code": CAMPAIGN}, follow=True))

    assert [one.code for one in plan.campaigns()] == [CAMPAIGN]
    assert "Đã mở chương trình" in page


def test_a_template_is_opened_once(house, sign_in):  # noqa: F811
    page = text_of(sign_in(house.actors.director).post(LIST, {"code": CAMPAIGN}, follow=True))

    assert "đã mở" in page


@pytest.mark.parametrize("code", ["", "no-such", "../../etc/passwd"])
def test_a_template_that_is_not_there_is_said(code, house, sign_in):  # noqa: F811
    page = text_of(sign_in(house.actors.director).post(LIST, {"code": code}, follow=True))

    assert "Không có bản mẫu" in page


def test_next_year_is_made_edited_checked_and_opened(house, sign_in):  # noqa: F811
    client = sign_in(house.actors.business)
    first = text_of(client.get(NEXT))
    assert 'value="tri-an-khach-hang-2022"' in first
    made = text_of(client.post(NEXT, DAYS))
    assert "Bản mẫu đúng" in made
    assert "Đã đổi" in made
    text = template_in(made).replace("target: 80\n", "target: 120\n", 1)

    checked = text_of(client.post(NEXT, {"act": "check", "text": text}))
    assert "120" in checked
    opened = client.post(NEXT, {"act": "open", "text": text.replace("\n", "\r\n")}, follow=True)

    assert "Đã mở chương trình tri-an-khach-hang-2022" in text_of(opened)
    card = plan.activity_card(campaign_code="tri-an-khach-hang-2022", activity_code="large-customer-gifts")
    assert card.target == 120


def test_a_text_that_does_not_hold_is_not_opened_and_its_lines_are_named(house, sign_in):  # noqa: F811
    client = sign_in(house.actors.business)
    text = template_in(text_of(client.post(NEXT, DAYS))).replace("method: quota", "method: lottery", 1)

    answer = client.post(NEXT, {"act": "open", "text": text})

    assert answer.status_code == 422
    assert "word-unknown" in text_of(answer)
    assert re.search(r"Dòng \d+", text_of(answer))
    assert len(plan.campaigns()) == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"last_on": "2022-11-30"}, "Ngày cuối phải sau ngày đầu"),
        ({"code": CAMPAIGN}, "một mã riêng"),
        ({"code": "Tri ân"}, "không dấu"),
        ({"from_on": "mai"}, "không phải là ngày"),
    ],
)
def test_days_and_codes_that_cannot_be_are_refused_in_words(changed, said, house, sign_in):  # noqa: F811
    answer = sign_in(house.actors.business).post(NEXT, {**DAYS, **changed})

    assert answer.status_code == 422
    assert said in text_of(answer)


@pytest.mark.parametrize("text", ["", "kind: [", "<script>alert(1)</script>", "a" * 200_001])
def test_any_text_is_answered_and_none_runs(text, house, sign_in):  # noqa: F811
    answer = sign_in(house.actors.business).post(NEXT, {"act": "check", "text": text})

    assert answer.status_code == 422
    assert "<script>alert" not in text_of(answer)


def test_the_same_campaign_is_not_opened_twice(house, sign_in):  # noqa: F811
    client = sign_in(house.actors.business)
    text = template_in(text_of(client.post(NEXT, DAYS)))
    client.post(NEXT, {"act": "open", "text": text})

    again = client.post(NEXT, {"act": "open", "text": text})

    assert "đã mở" in text_of(again)
    assert len(plan.campaigns()) == 2


@pytest.mark.parametrize("role", ["auditor"])
def test_who_may_not_plan_sees_the_list_and_changes_nothing(role, house, sign_in):  # noqa: F811
    client = sign_in(getattr(house.actors, role))

    page = text_of(client.get(LIST))
    answers = [client.get(NEXT), client.post(NEXT, DAYS), client.post(LIST, {"code": CAMPAIGN})]

    assert "nam-sau" not in page
    assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_two_campaigns_are_compared_with_targets_results_and_plan(house, sign_in):  # noqa: F811
    client = sign_in(house.actors.business)
    text = template_in(text_of(client.post(NEXT, DAYS))).replace("target: 80\n", "target: 120\n", 1)
    client.post(NEXT, {"act": "open", "text": text})

    page = text_of(client.get(f"{LIST}so-sanh/"))

    assert "+40" in page
    assert "Kế hoạch khác nhau ở đâu" in page


@pytest.mark.parametrize("address", [f"{LIST}so-sanh/", f"{LIST}no-such/nam-sau/"])
def test_what_cannot_be_compared_or_followed_is_not_found(address, house, sign_in):  # noqa: F811
    assert sign_in(house.actors.business).get(address).status_code == 404


def test_a_stranger_is_sent_to_sign_in(client, house):  # noqa: F811
    assert client.get(LIST)["Location"].startswith("/dang-nhap/")


def test_the_list_keeps_its_query_budget(house, sign_in, django_assert_max_num_queries):  # noqa: F811
    client = sign_in(house.actors.business)

    with django_assert_max_num_queries(12):
        client.get(LIST)
