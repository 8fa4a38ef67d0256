"""Locks a document and writes what happened to it, each row on the digest of the row before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.signatures import ports
from donghanh.apps.signatures.bridge.secrets import hash_of_link
from donghanh.apps.signatures.bridge.standing import link_of_row
from donghanh.apps.signatures.models import EvidenceRow, SignedDocument
from donghanh.apps.signatures.permissions import CUSTOMER, units_in_sight
from donghanh.apps.signatures.refusals import CannotSendCode, NotFound
from donghanh.apps.signatures.values import Visitor
from donghanh.engines.signatures.chain import NOTHING, digest_of_link

LONGEST_BROWSER = 300


def name_of(*, subject: str) -> str:
    """What stands behind the colon of a subject."""
    return subject.partition(":")[2]


def document_in_sight(*, actor: Actor, code: str) -> SignedDocument:
    """The document, unlocked. raises : NotFound, also for one out of sight"""
    found = SignedDocument.objects.filter(code=code)
    units = units_in_sight(actor=actor)
    if units is not None:
        found = found.filter(unit__in=units)
    row = found.first()
    if row is None:
        raise NotFound("document", code)
    return row


def document_of_link(*, link: str) -> SignedDocument:
    """The document of a signer's own link, unlocked. raises : NotFound"""
    row = SignedDocument.objects.filter(link_sha256=hash_of_link(link=link)).first()
    if row is None:
        raise NotFound("document", "of this link")
    return row


def lock_document(*, row: SignedDocument) -> SignedDocument:
    """Lock what it is for, then the document itself; inside of a transaction."""
    ports.subject_port(subject=row.subject).lock(name_of(subject=row.subject))
    return SignedDocument.objects.select_for_update().get(pk=row.pk)


def write_evidence(
    *, row: SignedDocument, event: str, at: datetime, facts: dict[str, Any], actor: Actor | None = None
) -> EvidenceRow:
    """Write a row of evidence on top of the last; the document is locked."""
    last = EvidenceRow.objects.filter(document=row).order_by("-number").first()
    new = EvidenceRow(
        document=row, number=last.number + 1 if last else 1, event=event, facts=facts,
        by_id=actor.staff_id if actor else None, product_at=at,
    )  # fmt: skip
    new.digest = digest_of_link(
        link=link_of_row(code=row.code, row=new), before=last.digest if last else NOTHING
    )
    new.save()
    return new


def record(
    *, actor: Actor | None, act: str, row: SignedDocument, facts: dict[str, object], at: datetime
) -> None:
    """Write the audit row of an act on a document."""
    record_act(
        actor=actor or CUSTOMER, act=f"document.{act}", subject=f"document:{row.code}", facts=facts, at=at
    )


def from_where(visitor: Visitor) -> dict[str, str]:
    """Network address and browser as they are kept."""
    return {"address": visitor.address[:64], "browser": visitor.browser[:LONGEST_BROWSER]}


def tell(*, row: SignedDocument, text: str, link: str, key: str, at: datetime) -> str:
    """Send words with the link to the signer's telephone; answers the message's code, empty for none."""
    message = ports.CodeMessage(
        phone=row.phone, text=text.format(document=row.code, link=link), about=f"document:{row.code}",
        key=key, at=at, unit_code=str(row.unit_id), kind="signature", hidden=(link,),
    )  # fmt: skip
    try:
        return ports.send_code(message=message)
    except CannotSendCode:
        return ""
