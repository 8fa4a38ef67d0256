"""Opens a document: the signer by their link, which is evidence; staff in full, which is recorded."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_reading
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.signatures.bridge.secrets import link_of
from donghanh.apps.signatures.models import SignedDocument
from donghanh.apps.signatures.operations.writing import (
    document_in_sight,
    document_of_link,
    from_where,
    write_evidence,
)
from donghanh.apps.signatures.permissions import check_offer
from donghanh.apps.signatures.queries.pages import story_of
from donghanh.apps.signatures.queries.signers import signing_page
from donghanh.apps.signatures.refusals import NotFound
from donghanh.apps.signatures.values import DocumentStory, SigningPage, Visitor

MOST_OPENINGS = 50
"""So many openings are kept; who reloads a page a thousand times adds nothing to the evidence."""


@transaction.atomic
def open_by_link(*, link: str, visitor: Visitor, now: datetime) -> SigningPage:
    """
    What the signer sees; the first opening from each place is kept as evidence.

    raises : NotFound
    """
    found = document_of_link(link=link)
    place = from_where(visitor)
    if found.state == "offered" and not _is_known(found, place):
        row = SignedDocument.objects.select_for_update().get(pk=found.pk)
        if not _is_known(row, place):
            shown = str(row.files.get(kind="offered").sha256)
            write_evidence(row=row, event="opened", at=now, facts={"shown": shown, **place})
    return signing_page(link=link, now=now)


def pdf_by_link(*, link: str, kind: str) -> tuple[str, bytes]:
    """A name and the bytes of a file for the signer: offered, reading_copy, signed. raises : NotFound"""
    row = document_of_link(link=link)
    return _file(row, kind)


@transaction.atomic
def read_document(*, actor: Actor, code: str, now: datetime) -> DocumentStory:
    """One document with names, telephone, address and browser in full. raises : NotFound"""
    row = document_in_sight(actor=actor, code=code)
    record_reading(actor=actor, what="signed_document", subject=f"document:{code}", at=now)
    return story_of(row=row, actor=actor, in_full=True)


@transaction.atomic
def read_pdf(*, actor: Actor, code: str, kind: str, now: datetime) -> tuple[str, bytes]:
    """A file of a document, for staff. raises : NotFound"""
    row = document_in_sight(actor=actor, code=code)
    found = _file(row, kind)
    record_reading(actor=actor, what="signed_document_pdf", subject=f"document:{code}", at=now)
    return found


@transaction.atomic
def link_again(*, actor: Actor, code: str, now: datetime) -> str:
    """Say the signer's link to a clerk who hands it on. raises : NotFound, Forbidden"""
    row = document_in_sight(actor=actor, code=code)
    check_offer(actor=actor, unit_code=str(row.unit_id))
    record_reading(actor=actor, what="signing_link", subject=f"document:{code}", at=now)
    return link_of(nonce=bytes(row.link_nonce))


def _is_known(row: SignedDocument, place: dict[str, str]) -> bool:
    openings = row.evidence.filter(event="opened")
    known = openings.filter(facts__address=place["address"], facts__browser=place["browser"])
    return known.exists() or openings.count() >= MOST_OPENINGS


def _file(row: SignedDocument, kind: str) -> tuple[str, bytes]:
    found = row.files.filter(kind=kind).first()
    if found is None:
        raise NotFound("file", kind)
    return f"{row.code}-{kind}.pdf", bytes(found.pdf)
