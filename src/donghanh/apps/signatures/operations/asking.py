"""Sends a one-time code to the signer's registered telephone; the code itself stays nowhere in the tables."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from donghanh.apps.signatures import ports
from donghanh.apps.signatures.bridge.secrets import SALT_BYTES, draw_code, hash_of_code
from donghanh.apps.signatures.bridge.standing import terms_on
from donghanh.apps.signatures.models import SignedDocument, SigningCode
from donghanh.apps.signatures.operations.writing import (
    document_of_link,
    from_where,
    lock_document,
    name_of,
    record,
    write_evidence,
)
from donghanh.apps.signatures.refusals import CannotSendCode
from donghanh.apps.signatures.values import Visitor
from donghanh.engines.signatures.codes import may_ask_at
from donghanh.lawbook.signing_terms import SigningTerms

NOT_OFFERED = {"customer_signed": "customer-signed", "signed": "customer-signed"}


@transaction.atomic
def ask_code(
    *, link: str, visitor: Visitor, now: datetime, draw: Callable[[int], str] = draw_code
) -> datetime:
    """
    Send a new code and answer until when it is of use (outside); the last code is of no use any more.

    draw   : draws a code of so many digits
    raises : NotFound; CannotSendCode `too-early`, `too-many` (both with from_at), `customer-signed`,
             `replaced`, `withdrawn`, `no-carrier`; what the subject refuses
    """
    row = lock_document(row=document_of_link(link=link))
    if row.state != "offered":
        rule = NOT_OFFERED.get(row.state, row.state)
        raise CannotSendCode(rule, f"The document is {row.state}; no code is needed.", state=row.state)
    ports.subject_port(subject=row.subject).check(name_of(subject=row.subject))
    terms = terms_on(at=now)
    _check_pace(row, terms, now)
    row.codes.filter(is_used=False, is_ended=False).update(is_ended=True)
    return _given(row, terms, draw(terms.code_terms.digits), visitor, now)


def _check_pace(row: SignedDocument, terms: SigningTerms, now: datetime) -> None:
    asked = list(row.codes.values_list("asked_at", flat=True))
    from_at = may_ask_at(asked=asked, terms=terms.code_terms, now=now)
    if now >= from_at:
        return
    is_pause = from_at - max(asked) <= timedelta(seconds=terms.code_terms.pause_seconds)
    rule = "too-early" if is_pause else "too-many"
    raise CannotSendCode(rule, f"Another code may be asked for from {from_at}.", from_at=from_at.isoformat())


def _given(
    row: SignedDocument, terms: SigningTerms, code: str, visitor: Visitor, now: datetime
) -> datetime:  # fmt: skip
    salt, number = secrets.token_bytes(SALT_BYTES), row.codes.count() + 1
    until_at = now + timedelta(minutes=terms.code_terms.valid_minutes)
    asked = {"code": number, "phone": row.phone, **from_where(visitor)}
    write_evidence(row=row, event="code_asked", at=now, facts=asked)
    text = terms.code_text.format(code=code, document=row.code, minutes=terms.code_terms.valid_minutes)
    message = ports.send_code(
        message=ports.CodeMessage(
            phone=row.phone, text=text, about=f"document:{row.code}",
            key=f"document:{row.code}:code:{number}", at=now, unit_code=str(row.unit_id),
        )
    )  # fmt: skip
    SigningCode.objects.create(
        document=row, salt=salt, code_sha256=hash_of_code(code=code, salt=salt), asked_at=now,
        until_at=until_at, message=message,
    )  # fmt: skip
    sent = {"code": number, "message": message, "until_at": until_at.isoformat()}
    write_evidence(row=row, event="code_sent", at=now, facts=sent)
    record(actor=None, act="ask_code", row=row, facts={"code": number, "message": message}, at=now)
    return until_at
