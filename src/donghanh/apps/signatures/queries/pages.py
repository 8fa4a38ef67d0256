"""One document with its evidence, masked unless it is read in full."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from donghanh.apps.billing.queries.masks import masked_name
from donghanh.apps.customers.queries.masks import COVER, masked_phone
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.signatures.bridge.standing import first_broken
from donghanh.apps.signatures.models import EvidenceRow, SignedDocument
from donghanh.apps.signatures.permissions import may_countersign, may_offer, units_in_sight
from donghanh.apps.signatures.queries.lists import rows_of
from donghanh.apps.signatures.refusals import NotFound
from donghanh.apps.signatures.values import DocumentRow, DocumentStory, EvidenceLine
from donghanh.engines.signatures.moves import OPEN


def document_story(*, actor: Actor, code: str) -> DocumentStory:
    """One document that the actor sees, masked. raises : NotFound"""
    found = SignedDocument.objects.filter(code=code)
    units = units_in_sight(actor=actor)
    row = (found if units is None else found.filter(unit__in=units)).first()
    if row is None:
        raise NotFound("document", code)
    return story_of(row=row, actor=actor, in_full=False)


def may_see_document(actor: Actor, code: str) -> bool:
    """Answer whether the actor sees a document."""
    units = units_in_sight(actor=actor)
    found = SignedDocument.objects.filter(code=code)
    return (found if units is None else found.filter(unit__in=units)).exists()


def documents_of(*, actor: Actor, subject: str) -> tuple[DocumentRow, ...]:
    """The documents of a subject in the actor's sight, newest first."""
    found = SignedDocument.objects.filter(subject=subject)
    units = units_in_sight(actor=actor)
    rows = found if units is None else found.filter(unit__in=units)
    return rows_of(rows=list(rows.order_by("-code").defer("words")))


def story_of(*, row: SignedDocument, actor: Actor, in_full: bool) -> DocumentStory:
    """A document in sight, with its evidence."""
    evidence = list(row.evidence.select_related("by").order_by("number"))
    newer = SignedDocument.objects.filter(replaces=row).values_list("code", flat=True).first()
    files = row.files.order_by("id").values_list("kind", "sha256")
    return DocumentStory(
        row=rows_of(rows=[row], in_full=in_full)[0],
        phone=row.phone if in_full else str(masked_phone(row.phone)), content_sha256=row.content_sha256,
        files=tuple((kind, digest) for kind, digest in files),
        evidence=tuple(_line(one, in_full) for one in evidence),
        broken_at=first_broken(code=row.code, rows=evidence),
        replaces=row.replaces.code if row.replaces else "",
        replaced_by=newer or "", moves_allowed=_moves(row, actor), is_in_full=in_full,
    )  # fmt: skip


def _moves(row: SignedDocument, actor: Actor) -> tuple[str, ...]:
    allowed = set()
    if row.state in OPEN and may_offer(actor=actor, unit_code=str(row.unit_id)):
        allowed |= {"withdraw", "link"}
    if row.state == "customer_signed" and may_countersign(actor=actor):
        allowed.add("countersign")
    return tuple(sorted(allowed))


def _line(row: EvidenceRow, in_full: bool) -> EvidenceLine:
    by = row.by.full_name if row.by else ""
    facts = row.facts if in_full else masked_facts(facts=row.facts, is_staff=row.by_id is not None)
    return EvidenceLine(row.number, row.event, row.product_at, by, facts, row.digest)


def masked_facts(*, facts: Mapping[str, Any], is_staff: bool) -> dict[str, Any]:
    """Cover who and from where; digests and moments stay. is_staff : the signer named is the company's"""
    masks = {
        "phone": masked_phone,
        "address": lambda said: said and f"{said[: max(len(said) // 2, 1)]}{COVER}",
        "browser": lambda said: said and f"{said[:12]}{COVER}",
    }  # fmt: skip
    if not is_staff or "phone" in facts:
        masks["signer"] = masked_name
    return {key: masks[key](value) if key in masks else value for key, value in facts.items()}
