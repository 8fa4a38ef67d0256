"""An invoice as a file: PDF and XML. They name their holder, so each download is recorded as a reading."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.adapters.einvoice import build_einvoice
from donghanh.adapters.invoice_paper import InvoicePaper
from donghanh.adapters.papers.invoice import build_invoice_pdf
from donghanh.apps.billing.bridge.paper import paper_of
from donghanh.apps.billing.queries.cards import row_in_sight
from donghanh.apps.billing.queries.lines import lines_of
from donghanh.apps.organisation.operations import record_reading
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import Refused
from donghanh.apps.tariffs.queries import law_of


def invoice_pdf(*, actor: Actor, invoice: int, at: datetime, address: str, is_demo: bool) -> bytes:
    """Set an invoice as PDF/A. raises : Forbidden; NotFound; InvoiceDoesNotAddUp"""
    return build_invoice_pdf(_paper(actor, invoice, at, address, "invoice_pdf"), is_demo=is_demo)


def invoice_xml(*, actor: Actor, invoice: int, at: datetime, address: str) -> bytes:
    """
    Write an invoice as XML, not signed.

    raises : Forbidden; NotFound; InvoiceDoesNotAddUp; Refused `old-style-has-no-xml`, for months before 2022
    """
    paper = _paper(actor, invoice, at, address, "invoice_xml")
    if paper.is_old_style:
        raise Refused(
            "old-style-has-no-xml",
            f"{paper.symbol} is of the old style, which has no XML.",
            symbol=paper.symbol,
        )
    return build_einvoice(paper)


@transaction.atomic
def _paper(actor: Actor, invoice: int, at: datetime, address: str, what: str) -> InvoicePaper:
    row = row_in_sight(actor=actor, invoice=invoice)
    record_reading(actor=actor, what=what, subject=f"invoice:{row.pk} customer:{row.code}", at=at)
    again = lines_of(invoice=invoice)
    sources = dict(law_of(digest=again.release).sources)
    return paper_of(row=row, lines=again.lines.to_dicts(), sources=sources, address=address)
