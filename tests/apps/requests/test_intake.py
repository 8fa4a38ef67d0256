"""What is taken in, what is refused at the door, and that nothing is taken in twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from donghanh.apps.requests.bridge.tracking import LETTERS, code_of, hash_of
from donghanh.apps.requests.models import Case, CaseMove
from donghanh.apps.requests.operations import open_case
from donghanh.apps.requests.refusals import CannotOpenCase
from donghanh.apps.requests.values import Attachment, Contact


def test_a_request_gets_a_number_a_code_and_the_due_time_of_its_service(desk):
    opened = desk.open("NEW_LV_RES_URBAN")

    assert (opened.code, str(opened.due_on), opened.state) == ("YC-21-000001", "2021-12-23", "received")
    assert Case.objects.get().tracking_sha256 == hash_of(code=opened.tracking_code)


def test_the_tracking_code_has_sixty_bits_in_letters_that_nobody_takes_for_others(desk):
    told = {code_of(nonce=bytes([place])) for place in range(200)}

    assert len(told) == 200
    assert all(len(code.replace("-", "")) * 5 >= 60 and set(code) <= {*LETTERS, "-"} for code in told)
    assert not set("ILOU") & set(LETTERS)


def test_no_row_of_the_case_tells_the_tracking_code(desk):
    opened = desk.open()
    plain = opened.tracking_code.replace("-", "")

    row = " ".join(str(value) for value in Case.objects.values().get().values())
    moves = " ".join(str(move) for move in CaseMove.objects.values())

    assert plain not in row.replace("-", "") + moves.replace("-", "")


@pytest.mark.parametrize(
    ("received_at", "rule"),
    [
        (datetime(2021, 12, 20, 2, 0, 1, tzinfo=UTC), "received-in-future"),
        (datetime(2021, 12, 20, 1, 0), "received-without-zone"),
        (datetime(2010, 1, 4, 1, 0, tzinfo=UTC), "service-unknown"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_by_name(desk, received_at, rule):
    with pytest.raises(CannotOpenCase) as refused:
        desk.open(received_at=received_at)

    assert refused.value.rule == rule
    assert not Case.objects.exists()


def test_the_leap_day_is_a_day_like_others(desk):
    desk.now = datetime(2024, 2, 29, 3, 0, tzinfo=UTC)

    opened = desk.open("METER_CHECK")

    assert str(opened.due_on) == "2024-03-05"


def test_a_minute_before_midnight_counts_as_that_day(desk):
    desk.now = datetime(2021, 12, 31, 16, 59, tzinfo=UTC)  # 23:59 before New Year's Day

    opened = desk.open("METER_CHECK")

    assert str(opened.due_on) == "2022-01-06"  # Monday the 3rd is given for the Saturday


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"service": "NO_SUCH"}, "service-unknown"),
        ({"service": "NEW_LV_ANY"}, "service-takes-no-cases"),
        ({"channel": "pigeon"}, "channel-unknown"),
        ({"fields": {"colour": "red"}}, "field-unknown"),
        ({"fields": {"what": "x" * 4_001}}, "field-wrong"),
        ({"unit_code": "PA09ZZ"}, "unit-unknown"),
        ({"customer_code": "PA01ND9999999", "unit_code": None}, "customer-unknown"),
        ({"phone": "12"}, "contact-wrong"),
        ({"contact": Contact(email="nobody")}, "contact-wrong"),
        ({"contact": Contact()}, "contact-missing"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_name(desk, more, rule):
    with pytest.raises(CannotOpenCase) as refused:
        desk.open(**more)

    assert refused.value.rule == rule


def test_the_portal_must_send_what_the_form_asks_and_a_clerk_may_ask_later(desk):
    assert desk.open(fields={}).code

    with pytest.raises(CannotOpenCase) as refused:
        desk.public(fields={"customer_code": "PA01ND0000001"})

    assert (refused.value.rule, refused.value.facts["field"]) == ("field-missing", "what")


def test_the_same_key_with_the_same_words_is_the_same_case(desk):
    first = desk.public(idempotency_key="abc")
    desk.later(minutes=3)
    second = desk.public(idempotency_key="abc")

    assert (second.code, second.tracking_code, second.is_again) == (first.code, first.tracking_code, True)
    assert Case.objects.count() == 1


def test_the_same_key_with_other_words_is_refused_and_with_another_sender_is_another(desk):
    desk.public(idempotency_key="abc")

    with pytest.raises(CannotOpenCase) as refused:
        desk.public(idempotency_key="abc", contact=Contact(name="Người khác", phone="0911111111"))
    desk.public(idempotency_key="abc", sender="partner:ví", channel="partner")

    assert refused.value.rule == "key-used-otherwise"
    assert Case.objects.count() == 2


def test_a_stranger_is_not_told_whether_a_customer_code_exists(desk):
    opened = desk.public(customer_code="PA01ND9999999", unit_code=None)

    assert opened.unit_code == "PA01ND"
    assert Case.objects.get().customer_code == "PA01ND9999999"


def test_a_request_of_which_nobody_knows_the_unit_lies_with_the_office(desk):
    desk.public(unit_code=None, fields={"customer_code": "?", "what": "mất điện"}, channel="email")

    assert (Case.objects.get().unit_id, Case.objects.get().desk) == (None, "office")


def test_a_complaint_about_staff_does_not_go_to_the_unit_complained_of(desk):
    desk.open("WRITTEN_COMPLAINT", channel="letter")

    assert Case.objects.get().desk == "office"


def test_a_clerk_takes_no_request_of_another_unit(desk):
    from donghanh.apps.organisation.permissions import Forbidden

    with pytest.raises(Forbidden):
        desk.open(unit_code="PA01XT")
    with pytest.raises(Forbidden):
        desk.open(actor=desk.actors.auditor)
    with pytest.raises(Forbidden):
        desk.open(actor=desk.actors.crew("PA01ND"))


def test_files_that_come_with_a_request_are_kept_with_it_or_nothing_is(desk):
    opened = desk.public(attachments=[desk.proof("letter")])
    assert desk.page(opened.code).row.code == opened.code

    from donghanh.apps.evidence.operations import CannotKeep

    with pytest.raises(CannotKeep):
        desk.public(attachments=[Attachment("a.exe", b"MZ" + b"\0" * 100)])
    assert Case.objects.count() == 1


def test_an_application_without_its_papers_has_no_clock_until_it_is_complete(desk):
    opened = desk.open("NEW_LV_RES_URBAN", is_complete=False)
    assert (opened.state, opened.due_at) == ("incomplete", None)

    desk.later(days=1)
    desk.do("complete_application", opened.code)

    page = desk.page(opened.code)
    assert (page.row.state, page.starts_at) == ("received", desk.now)
    assert str(page.row.due_on) == "2021-12-24"


def test_numbers_follow_one_another_and_begin_anew_with_the_year(desk):
    codes = [desk.open().code for _ in range(2)]
    desk.now = datetime(2022, 1, 4, 2, 0, tzinfo=UTC)

    assert [*codes, desk.open().code] == ["YC-21-000001", "YC-21-000002", "YC-22-000001"]


def test_a_case_keeps_the_words_of_the_service_as_it_was_opened(desk):
    desk.open("NEW_LV_RES_URBAN", received_at=desk.now - timedelta(days=1))

    kept = Case.objects.get()
    assert kept.service["clock"] == ["working_days", 3]
    assert len(kept.service_digest) == 64


def test_a_clerk_uses_open_case_by_keywords_alone():
    with pytest.raises(TypeError):
        open_case("clerk")
