"""Whoever holds the code sees how it stands and says the last word; whoever guesses sees nothing."""

from __future__ import annotations

import re

import pytest
from tests.faces.portal.requests.conftest import new_supply, picture

from donghanh.apps.requests import operations

pytestmark = pytest.mark.django_db


def seen(answer) -> str:
    """The page without the signature that every form has anew."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())


@pytest.fixture
def sent(customer):
    """The tracking code of a query about a bill."""
    customer.ready()
    return customer.send()


@pytest.fixture
def answered(customer, sent, actors):
    """The same, answered by the unit."""
    code, clerk, now = customer.case().row.code, actors.unit_officer("PA01ND"), actors.at
    operations.accept_case(actor=clerk, code=code, now=now)
    operations.start_case(actor=clerk, code=code, now=now)
    operations.answer_case(actor=clerk, code=code, text="Chỉ số đã kiểm tra lại và đúng.", now=now)
    return sent


def test_the_code_alone_shows_state_due_time_clause_and_what_is_next(sent, client):
    page = seen(client.get(f"/theo-doi/{sent}/"))

    assert "Đã tiếp nhận" in page
    assert "21/12/2021 09:00" in page
    assert "VB 2693" in page
    assert "Nhân viên xem yêu cầu" in page


@pytest.mark.parametrize(
    "written", [str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code} "]
)
def test_the_code_is_taken_as_people_type_it(sent, client, written):
    page = client.post("/theo-doi/", {"code": written(sent)}, follow=True)

    assert page.status_code == 200
    assert "Đã tiếp nhận" in seen(page)


def test_nothing_personal_is_on_the_page(customer, answered, client, actors):
    page = seen(client.get(f"/theo-doi/{answered}/"))

    for personal in (
        "Lệ Thị Mẫu",
        "0912345678",
        "PA01ND0000001",
        "Hóa đơn tháng 11",
        customer.case().row.code,
    ):
        assert personal not in page
    assert "Test unit_officer" not in page


def test_codes_that_are_unknown_mistyped_or_counted_are_answered_alike(customer, sent, client):
    counted = customer.case().row.code
    guesses = [
        "0000-0000-0001",
        "0000-0000-0002",
        counted,
        "1",
        sent[:-1] + ("0" if sent[-1] != "0" else "1"),
    ]

    answers = [client.get(f"/theo-doi/{guess}/") for guess in guesses]

    assert {answer.status_code for answer in answers} == {404}
    pages = {seen(answer).replace(guess, "") for guess, answer in zip(guesses, answers, strict=True)}
    assert len(pages) == 1
    assert "Không có yêu cầu nào với mã này" in seen(answers[0])


def test_whoever_misses_often_learns_no_more_not_even_from_a_right_code(sent, client):
    for number in range(10):
        client.get(f"/theo-doi/0000-0000-{number:04d}/")

    held = client.get(f"/theo-doi/{sent}/")
    elsewhere = client.get(f"/theo-doi/{sent}/", REMOTE_ADDR="198.51.100.7")

    assert held.status_code == 429
    assert int(held["Retry-After"]) > 0
    assert elsewhere.status_code == 200


def test_a_right_code_may_be_looked_at_as_often_as_one_likes(sent, client):
    assert {client.get(f"/theo-doi/{sent}/").status_code for _ in range(15)} == {200}


def test_no_search_engine_and_no_cache_keeps_the_page(sent, client):
    answer = client.get(f"/theo-doi/{sent}/")

    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in seen(answer)


def test_the_answer_is_shown_and_the_customer_has_the_last_word(answered, client):
    page = seen(client.get(f"/theo-doi/{answered}/"))

    assert "Chỉ số đã kiểm tra lại và đúng." in page
    assert f"/theo-doi/{answered}/xong/" in page
    assert f"/theo-doi/{answered}/chua-xong/" in page


def test_done_closes_the_case(customer, answered, client):
    assert client.get(f"/theo-doi/{answered}/xong/").status_code == 200

    thanks = client.post(f"/theo-doi/{answered}/xong/")

    assert thanks.status_code == 200
    assert customer.case().row.state == "closed"


def test_done_said_twice_is_said_once(customer, answered, client):
    client.post(f"/theo-doi/{answered}/xong/")

    assert client.post(f"/theo-doi/{answered}/xong/")["Location"] == f"/theo-doi/{answered}/"


def test_not_solved_opens_the_same_case_with_its_first_clock(customer, answered, client):
    before = customer.case()

    client.post(f"/theo-doi/{answered}/chua-xong/", {"why": "Hóa đơn vẫn sai"})

    after = customer.case()
    assert (after.row.code, after.row.state, after.row.due_at) == (
        before.row.code,
        "reopened",
        before.row.due_at,
    )


def test_not_solved_needs_a_few_words(customer, answered, client):
    assert client.post(f"/theo-doi/{answered}/chua-xong/", {"why": " "}).status_code == 422
    assert customer.case().row.state == "answered"


def test_what_may_not_be_said_now_leads_back(sent, client):
    assert client.get(f"/theo-doi/{sent}/xong/")["Location"] == f"/theo-doi/{sent}/"
    assert client.post(f"/theo-doi/{sent}/chua-xong/", {"why": "x"})["Location"] == f"/theo-doi/{sent}/"


def test_a_request_may_be_withdrawn(customer, sent, client):
    client.post(f"/theo-doi/{sent}/rut/", {"why": "Đã có điện lại"})

    assert customer.case().row.state == "withdrawn"


@pytest.mark.parametrize("page", ["xong", "chua-xong", "rut", "giay-to"])
def test_every_page_of_a_case_holds_guesses_back(customer, client, page):
    answers = [client.get(f"/theo-doi/0000-0000-0001/{page}/").status_code for _ in range(11)]

    assert answers == [404] * 10 + [429]


def test_papers_are_taken_until_it_is_over(customer, sent, client):
    taken = client.post(f"/theo-doi/{sent}/giay-to/", {"paper": "", "file": picture()})
    client.post(f"/theo-doi/{sent}/rut/", {"why": "x"})
    late = client.post(f"/theo-doi/{sent}/giay-to/", {"paper": "", "file": picture("red")})

    assert (taken.status_code, late.status_code) == (200, 422)


def test_the_last_missing_paper_starts_the_clock(customer, client):
    new_supply(customer)
    code = customer.send()
    client.post(f"/theo-doi/{code}/giay-to/", {"paper": "identity", "file": picture("red")})
    before = customer.case().row.due_at

    client.post(f"/theo-doi/{code}/giay-to/", {"paper": "place_right", "file": picture("blue")})

    assert before is None
    assert customer.case().row.due_at is not None
    assert "chưa tính" not in seen(client.get(f"/theo-doi/{code}/")).lower()


def test_the_page_has_a_budget_of_questions_to_the_database(sent, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        client.get(f"/theo-doi/{sent}/")
