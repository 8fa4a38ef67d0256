"""
Takes the customer's signature: the one-time code, consent, and the digest of what was on the screen.

A wrong code is counted and kept as evidence also when the signature is refused; everything else that is
refused changes nothing.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.signatures import ports
from donghanh.apps.signatures.bridge.secrets import is_code
from donghanh.apps.signatures.bridge.standing import standing_of, terms_on
from donghanh.apps.signatures.models import SignedDocument, SigningCode
from donghanh.apps.signatures.operations.asking import NOT_OFFERED
from donghanh.apps.signatures.operations.writing import (
    document_of_link,
    from_where,
    lock_document,
    name_of,
    record,
    write_evidence,
)
from donghanh.apps.signatures.refusals import CannotSign
from donghanh.apps.signatures.values import Visitor
from donghanh.engines.signatures.codes import EXPIRED, LIVE, SPENT, state_of
from donghanh.engines.signatures.moves import CUSTOMER, check_move
from donghanh.lawbook.signing_terms import SigningTerms


def sign_by_customer(
    *, link: str, code: str, seen: str, consents: bool, language: str, visitor: Visitor, now: datetime
) -> None:
    """
    Sign as the customer.

    code     : as it was typed; spaces are forgiven
    seen     : SHA-256 of the PDF that was shown
    language : of the page on which the words of consent stood: vi or en
    raises   : NotFound; CannotSign; what the subject refuses
    """
    with transaction.atomic():
        row = lock_document(row=document_of_link(link=link))
        refused = _signed(row, "".join(code.split()), seen, consents, language, visitor, now)
    if refused is not None:
        raise refused


def _signed(
    row: SignedDocument, said: str, seen: str, consents: bool, language: str, visitor: Visitor, now: datetime
) -> CannotSign | None:  # fmt: skip
    """Sign, or answer why a code was not taken; other refusals are raised and undo everything."""
    shown = _check_document(row, seen, consents)
    terms = terms_on(at=now)
    code = row.codes.order_by("-id").first()
    state = state_of(code=standing_of(row=code), terms=terms.code_terms, now=now) if code else ""
    if code is None or state != LIVE:
        return _no_use(state)
    if not is_code(said=said, salt=bytes(code.salt), kept=code.code_sha256):
        return _wrong(row, code, terms, visitor, now)
    code.is_used = True
    code.save(update_fields=["is_used"])
    row.state = check_move(state=row.state, move="sign", roles=CUSTOMER)
    row.save(update_fields=["state"])
    facts = {
        "shown": shown, "content": row.content_sha256, "signer": row.signer_name, "phone": row.phone,
        "consent": terms.consent[language if language in terms.consent else "vi"],
        "code_asked_at": code.asked_at.isoformat(), "message": code.message, **from_where(visitor),
    }  # fmt: skip
    write_evidence(row=row, event="signed", at=now, facts=facts)
    record(actor=None, act="sign", row=row, facts={"shown": shown}, at=now)
    return None


def _check_document(row: SignedDocument, seen: str, consents: bool) -> str:
    """The digest of what is offered; raises CannotSign when it is not what was seen, or cannot be signed."""
    if row.state != "offered":
        rule = NOT_OFFERED.get(row.state, row.state)
        raise CannotSign(rule, f"The document is {row.state}.", state=row.state)
    ports.subject_port(subject=row.subject).check(name_of(subject=row.subject))
    shown = str(row.files.get(kind="offered").sha256)
    if seen != shown:
        raise CannotSign("document-changed", "What was on the screen is not what is offered. Read it again.")
    if not consents:
        raise CannotSign("consent-missing", "The words of consent were not agreed to.")
    return shown


def _no_use(state: str) -> CannotSign:
    rule = {EXPIRED: "code-expired", SPENT: "code-spent"}.get(state, "no-code")
    return CannotSign(rule, "There is no code of use. Next: ask for a new one.", state=state)


def _wrong(
    row: SignedDocument, code: SigningCode, terms: SigningTerms, visitor: Visitor, now: datetime
) -> CannotSign:
    code.wrong_tries += 1
    code.save(update_fields=["wrong_tries"])
    left = terms.code_terms.most_tries - code.wrong_tries
    write_evidence(
        row=row, event="code_wrong", at=now, facts={"tries_left": left, **from_where(visitor)}
    )  # fmt: skip
    record(actor=None, act="wrong_code", row=row, facts={"tries_left": left}, at=now)
    rule = "code-wrong" if left else "code-spent"
    return CannotSign(rule, f"The code is wrong; {left} tries are left.", left=left)
