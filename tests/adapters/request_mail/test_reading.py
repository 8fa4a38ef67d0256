"""A message is read as it was meant, however it was written; the same message has the same key."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.adapters.request_mail.messages import HEAD, PIXEL, RECEIVED, simple, with_files

from donghanh.adapters.request_mail import CannotReadMail, parse_request_mail


def test_sender_subject_and_words_are_read():
    found = parse_request_mail(simple())

    assert (found.sender, found.sender_name) == ("le.minh@a.example", "Lệ Minh")
    assert (found.subject, found.text) == ("Mất điện ở xóm 3", "Mất điện từ 8 giờ.")
    assert not found.machine


def test_it_counts_from_when_our_own_server_took_it_not_from_the_senders_date():
    assert parse_request_mail(simple()).received_at == datetime(2021, 12, 20, 1, 15, tzinfo=UTC)
    assert parse_request_mail(simple().removeprefix(RECEIVED)).received_at is None


@pytest.mark.parametrize(
    "line", [b"Received: by x; yesterday\r\n", b"Received: \r\n", b"Received: x; 99999\r\n"]
)
def test_a_moment_that_cannot_be_read_is_none(line):
    assert parse_request_mail(line + HEAD + b"\r\nx").received_at is None


def test_the_same_message_delivered_by_another_way_has_the_same_key():
    again = b"Received: from b by c; Tue, 21 Dec 2021 08:15:00 +0700\r\n" + simple()

    assert parse_request_mail(again).key == parse_request_mail(simple()).key


def test_somebody_elses_message_under_the_same_id_has_another_key():
    other = simple().replace(b"le.minh@", b"tran.an@")

    assert parse_request_mail(other).key != parse_request_mail(simple()).key


def test_without_an_id_the_bytes_are_the_key():
    bare = simple().replace(b"Message-ID: <1@a.example>\r\n", b"")

    assert parse_request_mail(bare).key == parse_request_mail(bare).key != parse_request_mail(bare + b"!").key


def test_the_plain_part_speaks_and_files_stand_beside_it():
    found = parse_request_mail(with_files(("anh.png", PIXEL), ("giay.png", b"x")))

    assert found.text == "Xem ảnh."
    assert [(one.name, one.content) for one in found.files] == [("anh.png", PIXEL), ("giay.png", b"x")]


def test_a_page_alone_is_read_without_its_scripts():
    page = (
        b"<html><script>alert(1)</script><style>p{}</style><p>M&#7845;t &#273;i&#7879;n</p><p>hai</p></html>"
    )
    mail = HEAD + b"Content-Type: text/html; charset=us-ascii\r\n\r\n" + page

    assert parse_request_mail(mail).text == "Mất điện\nhai"


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        (b"x-never-heard-of", "Mất điện".encode()),
        (b"us-ascii", "Mất điện".encode()),
        (b"utf-8", "Mất điện".encode()),
        (b"windows-1258", "Mâ\u0301t điê\u0323n".encode("windows-1258")),
    ],
)
def test_a_charset_that_is_wrong_or_unknown_does_not_lose_the_words(charset, body):
    mail = HEAD + b"Content-Type: text/plain; charset=" + charset + b"\r\n\r\n" + body

    assert parse_request_mail(mail).text == "Mất điện"


def test_bytes_that_are_no_text_of_any_kind_are_still_read():
    mail = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\nA\x00\xff\xfe\x9dB"

    found = parse_request_mail(mail).text

    assert found.startswith("A")
    assert found.endswith("B")
    assert "\x00" not in found


def test_bare_bytes_in_a_header_are_read():
    mail = "From: Lệ Minh <le.minh@a.example>\r\nSubject: Mất điện\r\n\r\nx".encode()

    found = parse_request_mail(mail)

    assert (found.sender_name, found.subject) == ("Lệ Minh", "Mất điện")


@pytest.mark.parametrize("broken", [b"=?utf-8?b?!!!?=", b"=?x-nix?q?a=ZZ?=", b"=?utf-8?q?abc"])
def test_a_broken_word_in_a_header_does_not_stop_the_message(broken):
    assert parse_request_mail(b"From: a@b.example\r\nSubject: " + broken + b"\r\n\r\nx").text == "x"


def test_a_part_without_end_and_a_broken_base64_are_read_as_far_as_they_go():
    whole = with_files(("anh.png", PIXEL))

    found = parse_request_mail(whole[: whole.index(b"--B--")].replace(b"iVBOR", b"iVB!OR"))

    assert found.text == "Xem ảnh."
    assert [one.name for one in found.files] == ["anh.png"]


def test_a_message_within_the_message_is_a_file_not_words():
    inner = b"Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninner words"
    mail = HEAD + b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n" + inner + b"\r\n--B--\r\n"

    found = parse_request_mail(mail)

    assert "inner words" not in found.text
    assert b"inner words" in found.files[0].content


def test_what_is_too_much_is_cut_and_said():
    many = with_files(*((f"{number}.png", b"x") for number in range(12)))

    assert parse_request_mail(many).left_out == ("10.png", "11.png")
    assert parse_request_mail(simple(body=b"a" * 9000)).is_cut


def test_parts_within_parts_a_thousand_deep_are_refused_or_read_but_never_crash():
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=B%d\r\n\r\n--B%d\r\n" % (level, level)
        for level in range(1000)
    )

    assert _said(HEAD + deep + b"\r\nx") in ("le.minh@a.example", "mail-unreadable")


def _said(content: bytes) -> str:
    try:
        return parse_request_mail(content).sender
    except CannotReadMail as reason:
        return reason.rule


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "mail-unreadable"),
        (b"\x00\x01\x02", "mail-unreadable"),
        (b"Subject: x\r\n\r\nx", "sender-missing"),
        (b"From: somebody\r\n\r\nx", "sender-missing"),
        (b"From: a@b.example\r\n\r\n" + b"x" * (30 * 1024 * 1024), "mail-too-large"),
    ],
)
def test_what_is_no_message_is_refused_by_name(content, rule):
    with pytest.raises(CannotReadMail) as refused:
        parse_request_mail(content)

    assert refused.value.rule == rule


def test_a_line_break_in_the_senders_name_makes_no_header():
    mail = b"From: =?utf-8?b?QQ0KQmNjOiB4?= <a@b.example>\r\n\r\nx"

    assert parse_request_mail(mail).sender_name == "A Bcc: x"
