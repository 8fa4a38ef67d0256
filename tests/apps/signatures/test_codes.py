"""One-time codes at the door: asked, wrong, expired, spent, used twice, by two at once."""

from __future__ import annotations

import pytest

from donghanh.apps.signatures.models import EvidenceRow, SigningCode
from donghanh.apps.signatures.refusals import CannotSendCode, CannotSign, NotFound


def _refused(act, *args, **more) -> str:
    with pytest.raises((CannotSign, CannotSendCode)) as refused:
        act(*args, **more)
    return refused.value.rule


def test_wrong_codes_are_counted_and_the_last_ends_the_code(desk, offered):
    link = offered[2]
    code = desk.ask(link)

    assert [_refused(desk.sign, link, "000000") for _ in range(4)] == ["code-wrong"] * 4
    assert desk.open_document(link).tries_left == 1
    assert _refused(desk.sign, link, "000000") == "code-spent"
    assert _refused(desk.sign, link, code) == "code-spent"
    assert EvidenceRow.objects.filter(event="code_wrong").count() == 5


def test_a_code_is_of_no_use_after_its_minutes(desk, offered):
    link = offered[2]
    code = desk.ask(link)
    desk.later(minutes=5)

    assert _refused(desk.sign, link, code) == "code-expired"
    assert desk.open_document(link).code_state == "expired"


def test_a_new_code_ends_the_one_before(desk, offered):
    link = offered[2]
    first = desk.ask(link)
    assert _refused(desk.ask, link) == "too-early"
    desk.later(seconds=60)
    second = desk.ask(link)

    assert _refused(desk.sign, link, first) == "code-wrong"
    desk.sign(link, f" {second[:3]} {second[3:]} ")
    assert SigningCode.objects.filter(is_used=True).count() == 1


def test_so_many_codes_in_a_day_and_no_more(desk, offered):
    link = offered[2]
    for _ in range(5):
        desk.ask(link)
        desk.later(minutes=6)

    assert _refused(desk.ask, link) == "too-many"
    desk.later(days=1)
    desk.ask(link)


def test_a_second_click_and_a_second_tab_sign_nothing_twice(desk, offered):
    link = offered[2]
    code = desk.ask(link)
    desk.sign(link, code)

    assert _refused(desk.sign, link, code) == "customer-signed"
    assert _refused(desk.ask, link) == "customer-signed"
    assert EvidenceRow.objects.filter(event="signed").count() == 1


def test_consent_and_what_was_seen_are_needed_and_cost_no_try(desk, offered):
    link = offered[2]
    code = desk.ask(link)

    assert _refused(desk.sign, link, code, consents=False) == "consent-missing"
    assert _refused(desk.sign, link, code, seen="0" * 64) == "document-changed"
    desk.sign(link, code)


def test_without_a_code_nothing_is_signed_and_a_guessed_link_leads_nowhere(desk, offered):
    assert _refused(desk.sign, offered[2], "123456") == "no-code"
    with pytest.raises(NotFound):
        desk.open_document("0" * 20)


def test_a_code_opens_the_document_that_it_was_sent_for_and_no_other(desk, offered):
    code = desk.ask(offered[2])
    other = desk.link(desk.prepare(desk.before_contract(2)))

    assert _refused(desk.sign, other, code) == "no-code"
    desk.ask(other)
    assert _refused(desk.sign, other, code) == "code-wrong"
    assert not EvidenceRow.objects.filter(event="signed").exists()


def test_the_evidence_keeps_words_place_and_browser(desk, offered):
    link = offered[2]
    desk.sign(link, desk.ask(link))

    facts = EvidenceRow.objects.get(event="signed").facts
    assert (facts["address"], facts["browser"], facts["phone"]) == ("10.1.2.3", "Firefox", "0900000001")
    assert facts["consent"].startswith("Tôi đã đọc toàn bộ văn bản")
    masked = next(one for one in desk.story(offered[1]).evidence if one.event == "signed").facts
    assert masked["phone"] == "0900•••001"
    assert masked["address"] != "10.1.2.3"


def test_openings_are_kept_once_from_each_place(desk, offered):
    link = offered[2]
    for address in ("10.1.2.3", "10.1.2.3", "10.9.9.9"):
        desk.open_document(link, address=address)

    assert EvidenceRow.objects.filter(event="opened").count() == 2
