"""What a customer is told of a request goes out as messages, and nothing leaks on the way."""

from __future__ import annotations

import pytest
from tests.apps.requests.conftest import Desk, desk  # noqa: F401 -- the fixture of these tests

UNIT, OTHER = "PA01ND", "PA01XT"


@pytest.fixture
def told(desk: Desk, settings, monkeypatch):  # noqa: F811
    """The messages about a case, as the unit's head sees them; channels are the test's."""
    from tests.apps.notices.conftest import Carrier

    from donghanh.apps.notices import ports
    from donghanh.apps.notices.queries import messages_about

    settings.SITE_ADDRESS = "https://cskh.example.vn"
    monkeypatch.setattr(ports._PLUGS, "channels", {})
    desk.sms = Carrier()
    ports.plug_channel(channel="sms", send=desk.sms)

    def about(code: str, actor=None):
        return messages_about(actor=actor or desk.head, about=f"request:{code}")

    return about


def send(desk):  # noqa: F811
    from donghanh.apps.notices.operations import send_due

    return send_due(now=desk.now)


def test_the_receipt_carries_the_tracking_code_to_the_customer_and_shows_it_to_nobody(desk, told):  # noqa: F811
    opened = desk.public()

    send(desk)

    (row,) = told(opened.code)
    assert opened.tracking_code in desk.sms.given[0].text
    assert opened.tracking_code not in row.text
    assert (row.kind, row.channel, row.to, row.state) == ("receipt", "sms", "0987•••321", "sent")


def test_a_customer_with_an_address_of_mail_gets_a_letter_with_every_word(desk, told):  # noqa: F811
    from donghanh.apps.requests.values import Contact

    code = desk.open(contact=Contact(name="Trần Thị Thử", phone="0987654321", email="khach@example.vn")).code
    desk.do("answer_case", code, text="Đã kiểm tra.\nChỉ số đúng.")

    answer = told(code)[-1]
    assert (answer.kind, answer.channel, answer.to) == ("answer", "email", "k•••@example.vn")
    assert answer.text == "Đã kiểm tra.\nChỉ số đúng."


def test_a_customer_who_left_no_address_is_shown_as_not_told(desk, told):  # noqa: F811
    from donghanh.apps.requests.values import Contact

    code = desk.open(channel="counter", contact=Contact(name="Trần Thị Thử")).code

    assert [(row.state, row.why) for row in told(code)] == [("failed", "address-missing")]


def test_whoever_is_in_the_dark_at_night_gets_the_receipt_of_the_report_at_once(desk, told):  # noqa: F811
    desk.later(hours=14)
    desk.open("FAULT_RESTORE", phone="0912000001")
    desk.open("BILL_QUERY", phone="0912000002")

    send(desk)

    assert [one.to for one in desk.sms.given] == ["0912000001"]


def test_the_invitation_to_rate_reaches_the_customer_and_no_clerk_reads_its_address(desk, told):  # noqa: F811
    code = desk.answered()

    token = desk.do("close_case", code, why="Không thấy phản hồi.")
    send(desk)

    assert token
    assert f"https://cskh.example.vn/danh-gia/{token}/" in desk.sms.given[-1].text
    assert told(code)[-1].kind == "rating"
    assert token not in str(told(code))


def test_a_customer_who_confirms_on_the_page_is_not_sent_the_invitation_as_well(desk, told):  # noqa: F811
    from donghanh.apps.requests.operations import confirm_solved

    opened = desk.open()
    desk.do("answer_case", opened.code, text="Xong.")

    assert confirm_solved(tracking_code=opened.tracking_code, now=desk.later(hours=1))
    assert [row.kind for row in told(opened.code)] == ["receipt", "answer"]


def test_without_a_known_address_of_the_site_no_link_is_sent(desk, told, settings):  # noqa: F811
    settings.SITE_ADDRESS = ""
    code = desk.answered()

    assert desk.do("close_case", code, why="Không thấy phản hồi.")
    assert [row.kind for row in told(code)] == ["receipt", "answer"]


def test_another_unit_and_a_crew_see_none_of_it(desk, told, actors):  # noqa: F811
    code = desk.answered()

    assert len(told(code, desk.clerk)) == len(told(code, actors.auditor)) == 2
    for stranger in (actors.unit_head(OTHER), actors.crew(UNIT), actors.partner_officer("13732")):
        assert told(code, stranger) == ()


def test_a_unit_to_which_a_case_came_sees_what_was_said_before(desk, told, actors):  # noqa: F811
    code = desk.answered()
    from donghanh.apps.requests.models import Case

    Case.objects.filter(code=code).update(unit_id=OTHER)

    assert len(told(code, actors.unit_head(OTHER))) == 2
