"""A letter that quotes a case's tracking code is a message upon it, when it is the case's own sender's."""

from __future__ import annotations

import pytest
from tests.adapters.request_mail.messages import PIXEL, simple, with_files
from tests.apps.requests.test_mailing import NOW, letter

from donghanh.apps.evidence.queries import evidence_of
from donghanh.apps.requests import operations, queries
from donghanh.apps.requests.models import Case, CaseMessage
from donghanh.apps.requests.operations import take_mail
from donghanh.apps.requests.refusals import NotFound
from donghanh.apps.requests.values import QueueFilters

pytestmark = pytest.mark.django_db
WRITER = b"le.minh@a.example"


@pytest.fixture
def first(actors):
    return take_mail(content=simple(), now=NOW)


def reply(first, *, said: str = "Vẫn chưa có điện.", message_id: str = "9@a.example") -> bytes:
    quoted = f"{said}\r\n> Mã theo dõi của Quý khách: {first.tracking_code.lower()}.\r\n"
    return letter("Re: Mất điện", quoted, message_id)


def unread(actor) -> list[str]:
    page = queries.queue(actor=actor, now=NOW, filters=QueueFilters(view="unread"))
    return [row.code for row in page.rows]


def test_a_reply_with_the_code_is_a_message_upon_the_case_and_unread(actors, first):
    taken = take_mail(content=reply(first), now=NOW)

    assert (taken.case, taken.is_message, taken.is_again) == (first.case, True, False)
    assert Case.objects.count() == 1
    (message,) = queries.case_page(actor=actors.office, code=first.case, now=NOW).messages
    assert (message.text.splitlines()[0], message.read_by) == ("Vẫn chưa có điện.", "")
    assert unread(actors.office) == [first.case]


def test_whoever_reads_it_takes_it_from_the_unread_and_the_first_reader_stays(actors, first):
    take_mail(content=reply(first), now=NOW)
    number = CaseMessage.objects.get().pk

    for reader in (actors.office, actors.business):
        operations.read_message(actor=reader, code=first.case, number=number, now=NOW)

    assert unread(actors.office) == []
    (message,) = queries.case_page(actor=actors.office, code=first.case, now=NOW).messages
    assert message.read_by == actors.office.full_name


def test_the_same_letter_again_is_one_message(actors, first):
    take_mail(content=reply(first), now=NOW)

    again = take_mail(content=reply(first), now=NOW)

    assert (again.is_again, CaseMessage.objects.count()) == (True, 1)


def test_a_letter_that_opened_a_case_stays_that_case_whatever_it_quotes(actors, first):
    assert take_mail(content=simple(), now=NOW).is_again
    assert CaseMessage.objects.count() == 0


def test_from_another_address_it_is_a_new_case_linked_for_whoever_reads(actors, first):
    stranger = reply(first).replace(WRITER, b"nguoi.la@b.example")

    taken = take_mail(content=stranger, now=NOW)

    assert (taken.is_message, taken.case == first.case) == (False, False)
    page = queries.case_page(actor=actors.office, code=taken.case, now=NOW)
    assert [(one.code, one.rule) for one in page.links] == [(first.case, "quoted-by-another-sender")]
    back = queries.case_page(actor=actors.office, code=first.case, now=NOW).links
    assert [(one.code, one.is_other_newer) for one in back] == [(taken.case, True)]


def test_files_of_a_message_are_kept_with_the_case(actors, first):
    filed = with_files(("anh.png", PIXEL)).replace(b"<1@a.example>", b"<8@a.example>")
    subject = filed.replace(b"Subject: ", f"Subject: {first.tracking_code} ".encode(), 1)

    taken = take_mail(content=subject, now=NOW)

    assert (taken.is_message, taken.case) == (True, first.case)
    assert len(evidence_of(actor=actors.office, subject=f"request:{first.case}")) == 1


def test_a_message_upon_a_closed_case_opens_nothing_and_is_lost_to_nobody(actors, first):
    operations.answer_case(actor=actors.office, code=first.case, text="Đã có điện.", now=NOW)
    operations.confirm_solved(tracking_code=first.tracking_code, now=NOW)

    take_mail(content=reply(first), now=NOW)

    assert Case.objects.get().state == "closed"
    assert unread(actors.office) == [first.case]


def test_codes_that_nobody_has_open_an_ordinary_case(actors, first):
    guesses = " ".join(f"AAAA-BBBB-{number:04d}" for number in range(50))

    taken = take_mail(content=letter("Góp ý", guesses), now=NOW)

    assert not taken.is_message
    assert queries.case_page(actor=actors.office, code=taken.case, now=NOW).links == ()


@pytest.mark.parametrize(
    ("head", "sign"),
    [
        (b"X-Dong-Hanh: receipt\r\n", "own-message"),
        (b"Auto-Submitted: auto-replied\r\n", "auto-submitted"),
        (b"Precedence: bulk\r\n", "bulk"),
        (b"Received: from a by b\r\n" * 31, "too-many-hops"),
    ],
)
def test_our_own_words_and_machines_answers_are_no_messages_even_with_the_code(actors, first, head, sign):
    taken = take_mail(content=head + reply(first), now=NOW)

    assert (taken.ignored, CaseMessage.objects.count(), Case.objects.count()) == (sign, 0, 1)


def test_a_unit_that_does_not_see_the_case_reads_no_message(actors, first):
    take_mail(content=reply(first), now=NOW)
    stranger = actors.unit_officer("PA01XT")

    assert unread(stranger) == []
    with pytest.raises(NotFound):
        operations.read_message(actor=stranger, code=first.case, number=CaseMessage.objects.get().pk, now=NOW)
