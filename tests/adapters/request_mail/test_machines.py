"""A machine's message is named by its sign; a person's is not taken for one."""

from __future__ import annotations

import pytest
from tests.adapters.request_mail.messages import HEAD, simple

from donghanh.adapters.request_mail import OWN_MARK, parse_request_mail


@pytest.mark.parametrize(
    ("head", "sign"),
    [
        (b"Auto-Submitted: auto-replied\r\n", "auto-submitted"),
        (b"Auto-Submitted: auto-generated; x=y\r\n", "auto-submitted"),
        (b"X-Autoreply: yes\r\n", "auto-reply"),
        (b"Precedence: bulk\r\n", "bulk"),
        (b"List-Id: <tin.a.example>\r\n", "mailing-list"),
        (b"Return-Path: <>\r\n", "bounce"),
        (OWN_MARK.encode() + b": YC-21-000001\r\n", "own-message"),
        (b"Received: by x; Mon, 20 Dec 2021 08:15:00 +0700\r\n" * 31, "too-many-hops"),
    ],
)
def test_a_machine_is_known_by_its_sign(head, sign):
    assert parse_request_mail(simple(head=head)).machine == sign


@pytest.mark.parametrize(
    "head", [b"Auto-Submitted: no\r\n", b"Precedence: first-class\r\n", b"X-Autoreply: no\r\n"]
)
def test_a_person_is_not_taken_for_a_machine(head):
    assert parse_request_mail(simple(head=head)).machine == ""


def test_a_report_of_delivery_is_no_request():
    mail = HEAD + b"Content-Type: multipart/report; boundary=B\r\n\r\n--B\r\n\r\nfailed\r\n--B--\r\n"

    assert parse_request_mail(mail).machine == "delivery-report"


@pytest.mark.parametrize("local", ["MAILER-DAEMON", "no-reply"])
def test_an_address_that_nobody_reads_is_a_machines(local):
    mail = simple().replace(b"le.minh@", local.encode() + b"@")

    assert parse_request_mail(mail).machine == "machine-address"


def test_what_comes_from_our_own_address_is_no_request():
    assert parse_request_mail(simple(), own_addresses={"le.minh@a.example"}).machine == "own-message"
