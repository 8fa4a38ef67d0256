"""Makes a case of a letter of e-mail: what it asks for by its words, who writes, its files."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from donghanh.adapters.request_mail import CannotReadMail, RequestMail, parse_request_mail
from donghanh.adapters.uploads import CannotKeepFile, inspect_upload
from donghanh.apps.requests.bridge import services
from donghanh.apps.requests.bridge.clocks import local_day
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.operations import writing_in
from donghanh.apps.requests.operations.opening import open_public_case, opened_with
from donghanh.apps.requests.refusals import CannotOpenCase
from donghanh.apps.requests.values import Attachment, Contact
from donghanh.lawbook.mail_subjects import service_of_letter
from donghanh.lawbook.services import Service

CHANNEL = "email"
CUSTOMER = re.compile(r"\b[A-Z]{2}[0-9]{2}[A-Z0-9]{2}[0-9]{7}\b", re.ASCII)
FIRST_WORDS = 300
LONGEST = 4000
SEEN_BEFORE = "seen-before"


@dataclass(frozen=True)
class MailTaken:
    """
    What became of a letter.

    case     : its code, or that of the case whose tracking code it quotes; empty when it was ignored
    is_message : it was kept as a message upon that case
    ignored  : the sign of a machine, or `seen-before` for a letter whose key came with other words
    left_out : files that were not kept, each with the rule that it broke
    """

    case: str
    tracking_code: str
    service_code: str
    due_at: datetime | None
    is_again: bool
    ignored: str = ""
    left_out: tuple[tuple[str, str], ...] = ()
    is_message: bool = False


@transaction.atomic
def take_mail(*, content: bytes, now: datetime, own_addresses: Collection[str] = ()) -> MailTaken:
    """
    Make a case of a letter; the same letter again is the same case.

    A letter that quotes the tracking code of a case, from that case's own address, becomes a message upon it;
    from any other address it is a new case, with a link to the old one for whoever works on it.

    content       : the message as it arrived
    own_addresses : the company's own, from which no request comes
    raises        : CannotOpenCase, also with the rules of `adapters.request_mail`
    """
    try:
        mail = parse_request_mail(content, own_addresses=frozenset(one.lower() for one in own_addresses))
    except CannotReadMail as reason:
        raise CannotOpenCase(reason.rule, str(reason)) from reason
    if mail.machine:
        return MailTaken("", "", "", None, is_again=False, ignored=mail.machine)
    received_at = mail.received_at if mail.received_at and mail.received_at <= now else now
    files, refused = _files(mail)
    quoted = writing_in.quoted_cases(words=f"{mail.subject} {mail.text}")
    if (kept := _upon_case(mail, quoted, files, refused, now)) is not None:
        return kept
    service = _service(mail, received_at)
    try:
        opened = open_public_case(
            service_code=service.code, channel=CHANNEL, received_at=received_at, sender=CHANNEL,
            contact=Contact(name=mail.sender_name, email=mail.sender), attachments=files, now=now,
            customer_code=_customer(mail), fields=_fields(service, mail), idempotency_key=mail.key,
        )  # fmt: skip
    except CannotOpenCase as reason:
        if reason.rule != "key-used-otherwise":
            raise
        return MailTaken("", "", service.code, None, is_again=True, ignored=SEEN_BEFORE)
    writing_in.link_cases(code=opened.code, others=quoted, now=now)
    return MailTaken(
        opened.code, opened.tracking_code, service.code, opened.due_at, opened.is_again, left_out=refused
    )


def _upon_case(
    mail: RequestMail, quoted: Sequence[Case], files: Sequence[Attachment],
    refused: tuple[tuple[str, str], ...], now: datetime,
) -> MailTaken | None:  # fmt: skip
    """The letter as a message upon the first quoted case that is the sender's own, if there is one."""
    case = writing_in.case_of_letter(key=mail.key) or next(
        (one for one in quoted if writing_in.is_the_customers(case=one, sender=mail.sender)), None
    )
    if case is None or opened_with(sender=CHANNEL, key=mail.key):
        return None
    is_new = writing_in.keep_message(
        case=case, channel=CHANNEL, key=mail.key, subject=mail.subject, text=mail.text[:LONGEST],
        attachments=files, now=now,
    )  # fmt: skip
    return MailTaken(
        case.code, "", case.service_code, case.due_at, not is_new, left_out=refused, is_message=True
    )


def _service(mail: RequestMail, received_at: datetime) -> Service:
    day = local_day(received_at)
    code = service_of_letter(words=f"{mail.subject} {mail.text[:FIRST_WORDS]}", day=day)
    return services.service_on(code=code, day=day)


def _customer(mail: RequestMail) -> str:
    """The customer's code where the letter names one; nobody has checked that it is the writer's."""
    found = CUSTOMER.search(f"{mail.subject} {mail.text}".upper())
    return found[0] if found else ""


def _fields(service: Service, mail: RequestMail) -> dict[str, object]:
    """The letter as the service's form: its words, and the customer's code."""
    words = "\n".join(filter(None, (mail.subject, mail.text)))[:LONGEST]
    found: dict[str, Any] = {"long_text": words, "customer_code": _customer(mail)}
    answers: dict[str, object] = {}
    for field in service.fields:
        if found.get(field.kind):
            answers[field.code] = found.pop(field.kind)
    return answers


def _files(mail: RequestMail) -> tuple[list[Attachment], tuple[tuple[str, str], ...]]:
    """Files that can be kept, and those that cannot: one bad file does not lose the letter."""
    kept, refused = [], [(name, "too-many-files") for name in mail.left_out]
    for file in mail.files:
        try:
            inspect_upload(name=file.name, content=file.content)
            kept.append(Attachment(file.name, file.content))
        except CannotKeepFile as reason:
            refused.append((file.name, reason.rule))
    return kept, tuple(refused)
