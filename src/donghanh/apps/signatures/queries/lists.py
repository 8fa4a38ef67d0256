"""Documents in the actor's sight, newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from donghanh.apps.billing.queries.masks import masked_name
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.signatures.models import EvidenceRow, SignedDocument
from donghanh.apps.signatures.permissions import check_see_documents, units_in_sight
from donghanh.apps.signatures.values import DocumentPage, DocumentRow
from donghanh.engines.signatures.moves import DOCUMENT

PAGE_SIZE = 50
SIGNINGS = ("signed", "countersigned")


def document_list(*, actor: Actor, state: str = "", unit_code: str = "", page: int = 1) -> DocumentPage:
    """
    A page of the documents that this actor sees.

    raises : Forbidden, for a role that has no part in contracts
    """
    check_see_documents(actor=actor)
    found = SignedDocument.objects.all()
    units = units_in_sight(actor=actor)
    if units is not None:
        found = found.filter(unit__in=units)
    if unit_code:
        found = found.filter(unit=unit_code)
    by_state = Counter(found.order_by().values_list("state", flat=True))
    if state:
        found = found.filter(state=state)
    total = by_state[state] if state else sum(by_state.values())
    pages = max(-(-total // PAGE_SIZE), 1)
    page = min(max(page, 1), pages)
    shown = found.order_by("-offered_at", "-code").defer("words")[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    counts = tuple((one, by_state[one]) for one in DOCUMENT.states if by_state[one])
    return DocumentPage(rows_of(rows=list(shown)), total, page, pages, counts)


def rows_of(*, rows: list[SignedDocument], in_full: bool = False) -> tuple[DocumentRow, ...]:
    """Documents as lists show them, with when each was signed."""
    signed = _signed(rows)
    return tuple(
        DocumentRow(
            code=row.code, kind=row.kind, subject=row.subject, title_vi=row.title_vi, title_en=row.title_en,
            unit_code=str(row.unit_id), signer=row.signer_name if in_full else masked_name(row.signer_name),
            state=row.state, offered_at=row.offered_at, customer_signed_at=signed.get((row.pk, "signed")),
            signed_at=signed.get((row.pk, "countersigned")),
        )
        for row in rows
    )  # fmt: skip


def _signed(rows: Iterable[SignedDocument]) -> dict[tuple[int, str], datetime]:
    found = EvidenceRow.objects.filter(document__in=[row.pk for row in rows], event__in=SIGNINGS)
    return {(one, event): at for one, event, at in found.values_list("document", "event", "product_at")}
