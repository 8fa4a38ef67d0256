"""A customer rates without signing in: one question, then a comment; nothing is told to a stranger."""

from __future__ import annotations

import pytest
from tests.apps.conduct.conftest import CITY, conduct  # noqa: F401
from tests.faces.api.conftest import stand_on_product_day

from donghanh.apps.conduct import queries
from donghanh.apps.conduct.models import Rating

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing(conduct, settings):  # noqa: F811
    from django.core.cache import cache

    cache.clear()
    stand_on_product_day(actors=conduct.actors, settings=settings)


@pytest.fixture
def address(conduct) -> str:  # noqa: F811
    return f"/danh-gia/{conduct.invited(customer_key='0912345678')}/"


def text(answer) -> str:
    return answer.content.decode()


def test_one_question_then_an_optional_comment_then_thanks(conduct, client, address):  # noqa: F811
    assert text(client.get(address)).count('type="radio"') == 5
    words = client.post(address, {"answer": "4"}, follow=True)
    thanks = client.post(address, {"answer": "Cảm ơn"}, follow=True)

    assert "<textarea" in text(words)
    assert "Cảm ơn Quý khách" in text(thanks)
    assert Rating.objects.get().stars == 4
    assert Rating.objects.get().comment.words == "Cảm ơn"


def test_without_a_comment_the_stars_stand(client, address):
    client.post(address, {"answer": "1"})

    thanks = client.post(address, {"answer": ""}, follow=True)

    assert "Cảm ơn Quý khách" in text(thanks)
    assert not hasattr(Rating.objects.get(), "comment")


def test_a_second_answer_changes_nothing(client, address):
    for stars in ("1", "5"):
        client.post(address, {"answer": stars})

    assert Rating.objects.get().stars == 1


def test_no_answer_is_asked_for_again(client, address):
    answer = client.post(address, {})

    assert answer.status_code == 422
    assert "chọn một câu trả lời" in text(answer)


def test_the_page_says_nothing_personal_and_runs_no_script(client, address):
    page = text(client.get(address))

    assert "0912345678" not in page
    assert '<form method="post" novalidate>' in page
    assert len(page.encode()) < 100_000


def test_a_wrong_address_is_told_no_more_than_an_old_one(client, address):
    assert client.get("/danh-gia/khong-co/").status_code == 404


def test_staff_who_are_signed_in_are_refused(conduct, sign_in, address):  # noqa: F811
    answer = sign_in(conduct.actors.crew(CITY)).post(address, {"answer": "5"})

    assert answer.status_code == 403
    assert not Rating.objects.exists()


def test_many_answers_from_one_place_are_held_back(conduct, client):  # noqa: F811
    for _ in range(20):
        client.post("/danh-gia/khong-co/", {"answer": "5"})

    answer = client.post(f"/danh-gia/{conduct.invited()}/", {"answer": "5"})

    assert answer.status_code == 429
    assert not Rating.objects.exists()
    assert queries.rating_asked(token="khong-co", now=conduct.now) is None


def test_a_second_tab_that_is_slower_neither_changes_the_stars_nor_becomes_the_comment(client, address):
    first = {"answer": "1", "step": "question"}
    client.post(address, first)

    answer = client.post(address, {"answer": "5", "step": "question"})

    assert answer.status_code == 302
    assert Rating.objects.get().stars == 1
    assert not hasattr(Rating.objects.get(), "comment")


def test_who_tries_tokens_out_is_held_back(client, address):
    answers = [client.get(f"/danh-gia/guess-{number}/").status_code for number in range(22)]

    assert (answers[0], answers[-1]) == (404, 429)
    assert client.get(address).status_code == 200
