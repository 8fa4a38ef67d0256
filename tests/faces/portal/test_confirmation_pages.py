"""A household answers by its code, one question a page; who guesses learns nothing; stories need consent."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from tests.apps.programmes.confirming_words import (
    WORDS,
    asking,
    codes,
    consented,
    moved,
    photographed,
    published,
    told,
)
from tests.apps.programmes.conftest import CAMPAIGN, house  # noqa: F401

from donghanh.faces.signin import tries

pytestmark = pytest.mark.django_db
ENTER, HOME, THANKS = "/xac-nhan/", "/", "/xac-nhan/cam-on/"
STEP = "/xac-nhan/hoi/{}/"
MOST_BYTES = 100_000
PAGE_QUERIES = 14


@pytest.fixture(autouse=True)
def forgotten_tries():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def stand(monkeypatch, product_now):
    def at(moment):
        monkeypatch.setattr("donghanh.faces.clock.now", lambda: moment)

    at(product_now)
    return at


@pytest.fixture
def slip(house, stand):  # noqa: F811
    """A household with one photograph, and its code."""
    reference = asking(house)[0]
    photographed(house, reference)
    return reference, codes(house)[reference]


def text_of(answer):
    return answer.content.decode()


def say(client, name, answer):
    return client.post(STEP.format(name), {"answer": answer})


def enter(client, code):
    return client.post(ENTER, {"code": code})


def answered(client, code, *, words=WORDS):
    enter(client, code)
    for name, answer in (("nhan", "yes"), ("dung", "yes"), ("sao", "5")):
        say(client, name, answer)
    return say(client, "loi", words)


def kept():
    from donghanh.apps.programmes.models import ConfirmationAnswer

    return list(ConfirmationAnswer.objects.values_list("received", "works", "rating", "words", "channel"))


def test_the_first_page_leads_to_both(client, house, stand):  # noqa: F811
    page = text_of(client.get(HOME))

    assert f'href="{ENTER}"' in page
    assert 'href="/chuyen-ke/"' in page


def test_a_code_leads_through_one_question_a_page_to_a_reference(client, slip):
    reference, code = slip

    first = enter(client, code.lower().replace("-", ""))
    seen = [text_of(client.get(first.url))]
    for name, answer in (("nhan", "yes"), ("dung", "yes"), ("sao", "4"), ("loi", WORDS)):
        following = say(client, name, answer)
        seen.append(text_of(client.get(following.url)))

    assert first.url == STEP.format("nhan")
    assert following.url == STEP.format("dang")
    assert kept() == [("yes", "yes", 4, WORDS, "code")]
    assert all(page.count('<form method="post" novalidate>') == 1 for page in seen)
    assert reference not in "".join(seen)
    assert "Hộ số 1" not in "".join(seen)


def test_who_received_nothing_is_asked_nothing_more_and_a_case_is_open(client, slip):
    from donghanh.apps.programmes.models import ConfirmationCase

    enter(client, slip[1])

    after = say(client, "nhan", "no")
    last = say(client, "loi", "Chưa ai đến")

    assert after.url == STEP.format("loi")
    assert last.url == THANKS
    assert kept() == [("no", "", None, "Chưa ai đến", "code")]
    assert ConfirmationCase.objects.get().kind == "not_received"
    assert "Công ty sẽ xem lại" in text_of(client.get(THANKS))


def test_an_answer_changed_on_the_way_is_the_last_one(client, slip):
    enter(client, slip[1])
    for name, answer in (("nhan", "yes"), ("dung", "no"), ("sao", "1"), ("nhan", "no")):
        say(client, name, answer)

    say(client, "loi", "")

    assert kept() == [("no", "", None, "", "code")]


def test_consent_is_asked_after_the_answer_and_kept_with_its_photographs(client, slip):
    from donghanh.apps.programmes.models import ConsentToPublish

    answered(client, slip[1])
    say(client, "dang", "yes")
    say(client, "ten", "initials")
    page = text_of(client.get(STEP.format("anh")))
    picture = int(re.search(r'src="/xac-nhan/anh/(\d+)"', page)[1])
    assert client.get(f"/xac-nhan/anh/{picture}")["Content-Type"] == "image/jpeg"

    say(client, "anh", [picture])

    consent = ConsentToPublish.objects.get()
    assert (consent.named_as, consent.photographs, consent.given) == ("initials", [picture], "code")
    assert consent.reference in text_of(client.get(THANKS))


def test_who_does_not_want_to_be_published_is_thanked_all_the_same(client, slip):
    from donghanh.apps.programmes.models import ConsentToPublish

    answered(client, slip[1])

    assert say(client, "dang", "no").url == THANKS
    assert not ConsentToPublish.objects.exists()


def test_who_wrote_no_words_is_not_asked_to_publish_them(client, slip):
    assert answered(client, slip[1], words="").url == THANKS


def test_a_code_used_again_leads_to_thanks_and_changes_nothing(client, slip):
    answered(client, slip[1])
    other = Client()

    again = enter(other, slip[1])
    say(other, "nhan", "no")
    say(other, "loi", "x")

    assert again.url == THANKS
    assert kept() == [("yes", "yes", 5, WORDS, "code")]


def test_the_code_takes_the_consent_back_and_the_story_is_gone(client, slip, house):  # noqa: F811
    from donghanh.apps.programmes.models import ConsentToPublish

    answered(client, slip[1])
    for name, answer in (("dang", "yes"), ("ten", "full"), ("anh", [])):
        say(client, name, answer)
    story = published(house, ConsentToPublish.objects.get().reference)
    assert Client().get(f"/chuyen-ke/{story}/").status_code == 200
    later = Client()
    enter(later, slip[1])

    later.post("/xac-nhan/rut-dong-y/")

    assert "Đã rút sự đồng ý" in text_of(later.get(THANKS))
    assert Client().get(f"/chuyen-ke/{story}/").status_code == 404


def test_wrong_old_and_closed_codes_are_answered_alike(client, slip, house, stand):  # noqa: F811
    def page(code):
        told_so = text_of(enter(Client(), code))
        return re.sub(r'value="[^"]*"', "", told_so)

    code = slip[1]
    wrong, senseless = page("ABCDE-23456"), page("01")
    stand(house.now + timedelta(days=31))
    old = page(code)
    stand(house.now)
    moved(house, "close")
    closed = page(code)

    assert len({wrong, senseless, old, closed}) == 1
    assert "Mã này không dùng được" in wrong


def test_guessing_by_counting_is_stopped_after_ten_tries(client, slip):
    signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
    tried = [enter(client, f"22222-2222{sign}").status_code for sign in signs]

    late = enter(client, slip[1])

    assert tried[: tries.MOST_TRIES] == [422] * tries.MOST_TRIES
    assert set(tried[tries.MOST_TRIES :]) == {429}
    assert late.status_code == 429
    assert client.get(STEP.format("nhan")).url == ENTER
    assert enter(Client(REMOTE_ADDR="192.0.2.9"), slip[1]).status_code == 302


def test_tries_of_codes_do_not_use_up_those_of_a_draw(client, slip, rf):
    for _ in range(tries.MOST_TRIES + 1):
        enter(client, "22222-22222")

    request = rf.get("/", REMOTE_ADDR="127.0.0.1")

    assert tries.may_try(request)
    assert not tries.may_try(request, what="confirmation")


def test_without_a_code_there_is_no_question_and_no_photograph(client, slip):
    from donghanh.apps.evidence.models import EvidenceFile

    number = EvidenceFile.objects.latest("pk").pk

    assert client.get(STEP.format("nhan")).url == ENTER
    assert client.get(THANKS).url == ENTER
    assert client.get(f"/xac-nhan/anh/{number}").status_code == 404
    assert client.post("/xac-nhan/rut-dong-y/").url == ENTER


def test_a_code_shows_no_photograph_of_another_household(client, slip, house):  # noqa: F811
    from tests.apps.programmes.confirming_words import received

    other = photographed(house, received(house, name="Hộ khác"), colour="blue")
    enter(client, slip[1])

    assert client.get(f"/xac-nhan/anh/{other}").status_code == 404


def test_half_an_hour_later_the_code_is_asked_anew(client, slip, house, stand):  # noqa: F811
    enter(client, slip[1])

    stand(house.now + timedelta(minutes=31))

    assert client.get(STEP.format("nhan")).url == ENTER


def test_a_question_cannot_be_jumped_over(client, slip):
    enter(client, slip[1])

    assert client.get(STEP.format("loi")).url == STEP.format("nhan")
    assert say(client, "loi", "x").url == STEP.format("nhan")
    assert client.get(STEP.format("gi-do")).url == STEP.format("nhan")
    assert kept() == []


def test_a_question_without_an_answer_says_so(client, slip):
    enter(client, slip[1])

    answer = say(client, "nhan", "")

    assert answer.status_code == 422
    assert "Quý khách chọn một câu trả lời" in text_of(answer)


@pytest.fixture
def story(house, stand):  # noqa: F811
    reference = asking(house)[0]
    picture = photographed(house, reference)
    told(house, reference)
    consent = consented(house, reference, photographs=[picture])
    return published(house, consent, photographs=[picture]), picture, consent


def test_a_story_is_read_by_everybody_with_its_photograph(client, story):
    number, picture, _consent = story

    listed, page = text_of(client.get("/chuyen-ke/")), text_of(client.get(f"/chuyen-ke/{number}/"))
    shown = client.get(f"/chuyen-ke/{number}/anh/{picture}")

    assert f'href="/chuyen-ke/{number}/"' in listed
    assert WORDS in page
    assert "H.S." in page
    assert "Hộ số 1" not in page + listed
    assert shown["Content-Type"] == "image/jpeg"
    assert "no-store" in shown["Cache-Control"]


def test_a_withdrawn_consent_takes_page_and_photograph_away_at_once(client, story, house):  # noqa: F811
    from donghanh.apps.programmes.operations.consenting import withdraw_consent

    number, picture, consent = story

    withdraw_consent(actor=house.actors.office, consent=consent, why="Gọi điện", at=house.now)

    assert client.get(f"/chuyen-ke/{number}/").status_code == 404
    assert client.get(f"/chuyen-ke/{number}/anh/{picture}").status_code == 404
    assert WORDS[:20] not in text_of(client.get("/chuyen-ke/"))


def test_evidence_is_no_photograph_of_a_story_by_its_number_alone(client, story, house):  # noqa: F811
    from tests.apps.programmes.confirming_words import received

    other = photographed(house, received(house, name="Hộ khác"), colour="blue")

    assert client.get(f"/chuyen-ke/{story[0]}/anh/{other}").status_code == 404
    assert client.get("/chuyen-ke/999/").status_code == 404


FACES_OF_TYPE = [
    f"design/fonts/be-vietnam-pro-{script}-{weight}-normal.woff2"
    for script in ("latin", "vietnamese")
    for weight in (400, 600)
]


def test_pages_stay_below_100_kB_without_script_and_in_their_query_budget(
    client,
    slip,
    house,  # noqa: F811
    django_assert_max_num_queries,
):
    reference, code = slip
    told(house, reference)
    number = published(house, consented(house, reference))
    another = next(one for name, one in codes(house, anew=True).items() if name != reference)
    enter(client, another)
    assert code != another
    for address in (HOME, ENTER, STEP.format("nhan"), "/chuyen-ke/", f"/chuyen-ke/{number}/"):
        with django_assert_max_num_queries(PAGE_QUERIES):
            answer = client.get(address)
        page = text_of(answer)
        named = set(re.findall(r'(?:href|src)="/static/([^"?]+)"', page)) | set(FACES_OF_TYPE)
        size = len(answer.content) + sum(Path(finders.find(name)).stat().st_size for name in named)
        assert answer.status_code == 200, address
        assert size < MOST_BYTES, address
        assert "onclick" not in page


def test_the_questions_are_complete_in_english(client, slip):
    client.cookies["ngon_ngu"] = "en"
    enter(client, slip[1])

    assert "Have you received this support?" in text_of(client.get(STEP.format("nhan")))
    with translation.override("en"):
        from donghanh.faces.portal.confirmation_forms import CHOICES, QUESTIONS

        english = [str(word) for choices in CHOICES.values() for _, word in choices]
        english += [str(word) for pair in QUESTIONS.values() for word in pair]
    assert not [word for word in english if re.search("[ạảãáàăắằâấầđêếềôốồơớờưứừ]", word)]
    assert CAMPAIGN not in "".join(english)
