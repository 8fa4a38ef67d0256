"""Consents and stories on the desk: written, approved by a second person, published, taken down."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.apps.programmes.confirming_words import WORDS, consented, photographed, published, told
from tests.faces.desk.programmes.conftest import seen

pytestmark = pytest.mark.django_db
STORIES = "/ban/xac-nhan/chuyen-ke/"


@pytest.fixture
def consent(desk, asked):
    """A consent to words and one photograph, and the photograph's number."""
    picture = photographed(desk, asked[0])
    told(desk, asked[0])
    return consented(desk, asked[0], photographs=[picture]), picture


def test_a_story_goes_from_consent_to_the_public_page_by_two_people(desk, as_, consent):
    reference, picture = consent
    office, director = as_(desk.actors.office), as_(desk.actors.director)
    page = office.post(f"{STORIES}bat-dau", {"consent": reference}).url
    wording = {"act": "edit", "title": "Đèn sáng", "text": WORDS, "photographs": [picture]}
    office.post(page, wording)

    office.post(page, {"act": "approve", "version": "2"})
    assert "Hãy nhờ đồng nghiệp" in seen(office.get(page))
    director.post(page, {"act": "approve", "version": "1"})
    assert "Bài vừa được viết lại" in seen(director.get(page))
    director.post(page, {"act": "approve", "version": "2"})
    office.post(page, {"act": "publish", "version": "2"})

    assert "Đèn sáng" in Client().get("/chuyen-ke/").content.decode()
    shown = seen(office.get(page))
    assert "Đang đăng" in shown
    assert shown.count(WORDS) >= 2


def test_taking_down_needs_a_reason_and_works_at_once(desk, as_, consent):
    number = published(desk, consent[0])
    browser = as_(desk.actors.office)

    silent = browser.post(f"{STORIES}{number}/", {"act": "take_down", "why": ""})
    browser.post(f"{STORIES}{number}/", {"act": "take_down", "why": "Sai tên xã"})

    assert silent.status_code == 422
    assert Client().get(f"/chuyen-ke/{number}/").status_code == 404


def test_a_withdrawal_by_telephone_is_written_with_who_asked(desk, as_, consent):
    number = published(desk, consent[0])
    browser = as_(desk.actors.office)
    address = f"/ban/xac-nhan/dong-y/{consent[0]}/rut/"

    assert browser.post(address, {"why": ""}).status_code == 422
    browser.post(address, {"why": "Bác chủ hộ gọi tổng đài"})

    assert Client().get(f"/chuyen-ke/{number}/").status_code == 404
    assert "Đã rút" in seen(browser.get(STORIES))


def test_a_consent_by_telephone_is_written_down_with_photographs(desk, as_, asked):
    from donghanh.apps.programmes.models import ConsentToPublish

    picture = photographed(desk, asked[0])
    told(desk, asked[0])
    browser = as_(desk.actors.office)
    address = f"/ban/xac-nhan/1/dong-y/{asked[0]}/"
    assert f"/api/v1/files/{picture}?small=1" in browser.get(address).content.decode()

    browser.post(address, {"named_as": "none", "given": "phone", "photographs": [picture]})

    row = ConsentToPublish.objects.get()
    assert (row.named_as, row.given, row.photographs) == ("none", "phone", [picture])


def test_an_auditor_reads_stories_and_writes_none(desk, as_, consent):
    number = published(desk, consent[0])
    browser = as_(desk.actors.auditor)

    page = browser.get(f"{STORIES}{number}/")

    assert page.status_code == 200
    assert "Gỡ bài" not in seen(page)
    browser.post(f"{STORIES}{number}/", {"act": "take_down", "why": "x"})
    assert Client().get(f"/chuyen-ke/{number}/").status_code == 200
