"""Reads an invoice with its holder's name, address and tax code in full; that it was read is recorded."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.billing.queries.cards import InvoiceCard, card_of, row_in_sight
from donghanh.apps.organisation.operations import record_reading
from donghanh.apps.organisation.permissions import Actor


@transaction.atomic
def read_invoice(*, actor: Actor, invoice: int, at: datetime) -> InvoiceCard:
    """Answer an invoice in full. raises : Forbidden; NotFound"""
    row = row_in_sight(actor=actor, invoice=invoice)
    record_reading(actor=actor, what="invoice", subject=f"invoice:{row.pk} customer:{row.code}", at=at)
    return card_of(row=row, actor=actor, is_masked=False)
