"""A customer's letter upon a case that there is already: kept with it, unread until somebody reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge import tracking
from donghanh.apps.requests.models import Case, CaseLink, CaseMessage, CaseMessageRead
from donghanh.apps.requests.operations.attaching import keep_files
from donghanh.apps.requests.operations.writing import locked, locked_case
from donghanh.apps.requests.permissions import CUSTOMER
from donghanh.apps.requests.refusals import NotFound
from donghanh.apps.requests.values import Attachment

QUOTED = re.compile(r"(?<![0-9A-Z-])[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}(?![0-9A-Z-])", re.ASCII)
MOST_CODES = 5
"""So many codes of one letter are looked up; a letter of a thousand guesses is no list of cases."""
OTHER_SENDER = "quoted-by-another-sender"


def quoted_cases(*, words: str) -> tuple[Case, ...]:
    """The cases whose tracking codes stand in a letter, in the order in which they stand there."""
    said = dict.fromkeys(QUOTED.findall(words.upper()))
    hashes = [tracking.hash_of(code=code) for code in list(said)[:MOST_CODES]]
    found = {case.tracking_sha256: case for case in Case.objects.filter(tracking_sha256__in=hashes)}
    return tuple(found[one] for one in hashes if one in found)


def is_the_customers(*, case: Case, sender: str) -> bool:
    """Answer whether an address of e-mail is the one that the case was opened with."""
    return bool(case.email) and case.email.strip().lower() == sender.strip().lower()


def case_of_letter(*, key: str) -> Case | None:
    """The case that a letter was kept with before, by the letter's key."""
    found = CaseMessage.objects.filter(key=key).select_related("case").first()
    return found.case if found else None


@transaction.atomic
def keep_message(
    *, case: Case, channel: str, key: str, subject: str, text: str, attachments: Sequence[Attachment],
    now: datetime,
) -> bool:  # fmt: skip
    """
    Keep a letter with its case, whatever state that is in; answers False for one that is kept already.

    Nothing of the case moves by it: its clock goes on or stands as before, "not solved" stays the customer's
    own word under the tracking code; the case stands among the unread until somebody has read the letter.
    """
    held = locked(code=case.code)
    if CaseMessage.objects.filter(key=key).exists():
        return False
    files = keep_files(actor=None, case=held, attachments=attachments, at=now)
    CaseMessage.objects.create(
        case=held, channel=channel, key=key, subject=subject[:300], text=text, files=list(files),
        product_at=now,
    )  # fmt: skip
    facts = {"channel": channel, "files": list(files)}
    record_act(actor=CUSTOMER, act="request.message", subject=f"request:{held.code}", facts=facts, at=now)
    return True


@transaction.atomic
def read_message(*, actor: Actor, code: str, number: int, now: datetime) -> None:
    """
    Say that somebody has read a customer's message; said again, the first reader stays.

    raises : NotFound, Forbidden
    """
    case = locked_case(actor=actor, code=code)
    found = CaseMessage.objects.filter(case=case, pk=number).first()
    if found is None:
        raise NotFound("message", str(number))
    if CaseMessageRead.objects.filter(message=found).exists():
        return
    CaseMessageRead.objects.create(message=found, by_id=actor.staff_id, product_at=now)
    facts = {"message": number}
    record_act(actor=actor, act="request.read_message", subject=f"request:{code}", facts=facts, at=now)


def link_cases(*, code: str, others: Sequence[Case], now: datetime) -> None:
    """Say upon a new case which cases its letter quoted; said again, nothing changes."""
    case = Case.objects.get(code=code)
    for other in others:
        if other.pk != case.pk:
            CaseLink.objects.get_or_create(
                case=case, other=other, defaults={"rule": OTHER_SENDER, "product_at": now}
            )
