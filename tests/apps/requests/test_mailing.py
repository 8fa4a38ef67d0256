"""A letter of e-mail becomes one case under the clock that its words ask for; a machine's becomes none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.adapters.request_mail.messages import PIXEL, RECEIVED, simple, with_files

from donghanh.apps.evidence.queries import evidence_of
from donghanh.apps.requests.operations import take_mail
from donghanh.apps.requests.queries import case_page
from donghanh.apps.requests.refusals import CannotOpenCase
from donghanh.faces import maildir

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 12, 20, 2, 0, tzinfo=UTC)
SUBJECT = b"Subject: =?utf-8?q?M=E1=BA=A5t_=C4=91i=E1=BB=87n_?=\r\n =?utf-8?q?=E1=BB=9F_x=C3=B3m_3?=\r\n"


def letter(subject: str, body: str = "Kính gửi công ty.", message_id: str = "2@a.example") -> bytes:
    named = simple(body=body.encode()).replace(SUBJECT, f"Subject: {subject}\r\n".encode())
    return named.replace(b"<1@a.example>", f"<{message_id}>".encode())


def page(actors, taken):
    return case_page(actor=actors.office, code=taken.case, now=NOW)


def test_a_letter_about_a_power_cut_has_the_clock_of_a_fault(actors):
    taken = take_mail(content=simple(), now=NOW)

    case = page(actors, taken)
    assert (taken.service_code, case.row.channel, case.is_electronic) == ("FAULT_RESTORE", "email", True)
    assert case.row.received_at == datetime(2021, 12, 20, 1, 15, tzinfo=UTC)
    assert taken.due_at == datetime(2021, 12, 20, 3, 15, tzinfo=UTC)
    assert "Mất điện từ 8 giờ." in case.fields[0].value


@pytest.mark.parametrize(
    ("subject", "service"),
    [
        ("HOA DON thang 11", "BILL_QUERY"),
        ("Power cut", "FAULT_RESTORE"),
        ("Góp ý về thái độ phục vụ", "WRITTEN_COMPLAINT"),
        ("", "WRITTEN_COMPLAINT"),
    ],
)
def test_the_words_choose_the_service_with_marks_or_without(actors, subject, service):
    assert take_mail(content=letter(subject), now=NOW).service_code == service


def test_a_customers_code_in_the_letter_leads_to_the_unit(actors):
    taken = take_mail(content=letter("Hóa đơn", "Mã pa01xt0000012, sao cao thế?"), now=NOW)

    case = page(actors, taken)
    assert (case.customer_code, case.row.unit_code) == ("PA01XT0000012", "PA01XT")


def test_the_same_letter_twice_is_one_case_however_it_was_delivered(actors):
    first = take_mail(content=simple(), now=NOW)

    again = take_mail(content=simple(head=b"X-Spam-Score: 0\r\n").removeprefix(RECEIVED), now=NOW)

    assert (again.case, again.is_again) == (first.case, True)


def test_other_words_under_a_known_id_make_no_second_case(actors):
    take_mail(content=simple(), now=NOW)

    assert take_mail(content=simple(body=b"something else"), now=NOW).ignored == "seen-before"


def test_a_machines_letter_makes_no_case(actors):
    taken = take_mail(content=simple(head=b"Auto-Submitted: auto-replied\r\n"), now=NOW)

    assert (taken.case, taken.ignored) == ("", "auto-submitted")


def test_our_own_address_makes_no_case_whatever_its_letters_case(actors):
    assert take_mail(content=simple(), now=NOW, own_addresses=["LE.MINH@a.example"]).ignored == "own-message"


def test_a_letter_from_the_future_counts_from_now(actors):
    taken = take_mail(content=simple().replace(b"20 Dec 2021 08:15", b"20 Dec 2031 08:15"), now=NOW)

    assert page(actors, taken).row.received_at == NOW


def test_good_files_are_kept_and_a_bad_one_does_not_lose_the_letter(actors):
    taken = take_mail(content=with_files(("anh.png", PIXEL), ("virus.exe", b"MZ\x90")), now=NOW)

    assert taken.left_out == (("virus.exe", "kind-not-kept"),)
    assert len(evidence_of(actor=actors.office, subject=f"request:{taken.case}")) == 1


@pytest.mark.parametrize(
    ("content", "rule"), [(b"", "mail-unreadable"), (b"Subject: x\r\n\r\nx", "sender-missing")]
)
def test_what_is_no_letter_is_refused_by_name(actors, content, rule):
    with pytest.raises(CannotOpenCase) as refused:
        take_mail(content=content, now=NOW)

    assert refused.value.rule == rule


def test_a_letter_that_names_no_unit_is_the_offices_and_out_of_a_units_sight(actors):
    from donghanh.apps.requests.refusals import NotFound

    taken = take_mail(content=letter("Góp ý"), now=NOW)

    assert page(actors, taken).row.unit_code == ""
    with pytest.raises(NotFound):
        case_page(actor=actors.unit_officer("PA01XT"), code=taken.case, now=NOW)


@pytest.fixture
def mailbox(tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_letters_of_a_maildir_are_taken_once_and_a_bad_one_holds_up_nobody(actors, mailbox):
    for name, content in (("1.a", b"no letter"), ("2.a", simple()), ("3.a", letter("Góp ý"))):
        (mailbox / "new" / name).write_bytes(content)

    first = list(maildir.take_all(path=mailbox, now=NOW))
    again = list(maildir.take_all(path=mailbox, now=NOW))

    assert [bool(one.problem) for one in first] == [True, False, False]
    assert again == []
    assert sorted(one.name for one in (mailbox / "cur").iterdir()) == ["1.a:2,F", "2.a:2,S", "3.a:2,S"]


def test_what_is_told_of_a_letter_does_not_name_who_wrote_it(actors, tmp_path):
    path = tmp_path / "letter.eml"
    path.write_bytes(simple())

    (one,) = maildir.take_all(path=path, now=NOW)

    assert "le.minh" not in one.line() + str(one.told())
    assert one.line().startswith("letter.eml: YC-21-")
