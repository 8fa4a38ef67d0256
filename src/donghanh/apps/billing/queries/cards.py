"""One invoice, with its holder masked unless the reading of it was recorded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from donghanh.apps.billing.bridge.current import reference_of
from donghanh.apps.billing.models import CorrectionProposal, Invoice
from donghanh.apps.billing.permissions import (
    check_see_invoices,
    may_confirm,
    may_propose,
    units_in_sight,
)
from donghanh.apps.billing.queries.masks import masked_address, masked_name, masked_tax_code
from donghanh.apps.billing.refusals import NotFound
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.billing import code_of
from donghanh.lawbook.invoice_series import last_day_of_issue


@dataclass(frozen=True)
class CorrectionRow:
    """A proposal; `state` is waits, confirmed or refused."""

    proposal: int
    how: str
    changes: dict[str, Any]
    before: int
    after: int
    reason: str
    proposed_by: str
    proposed_at: datetime
    state: str
    decided_by: str
    issued: int | None
    may_confirm: bool


@dataclass(frozen=True)
class InvoiceCorrection:
    """An invoice that corrects another: its key, name, kind and total [đồng]."""

    id: int
    name: str
    kind: str
    total_amount: int


@dataclass(frozen=True)
class InvoiceCard:
    """
    One invoice.

    lookup_code : only when read in full: it opens the invoice to whoever has it
    registers   : serial, register, old_index, new_index, multiplier, kwh, kind, from_on, until_on
    refers_to   : (key, name) of what it corrects
    corrections : what corrects it
    is_late     : issued after the last day for its month
    """

    id: int
    name: str
    kind: str
    unit_code: str
    month: date
    code: str
    customer_name: str
    address: str
    tax_code: str | None
    category: str
    voltage: str
    from_on: date
    until_on: date
    read_on: date
    quota_quarters: int
    relief: str | None
    registers: tuple[dict[str, Any], ...]
    kwh: int
    gross_amount: int
    relief_amount: int
    net_amount: int
    vat_percent: int
    vat_amount: int
    total_amount: int
    release: str
    issued_at: datetime
    issued_by: str
    why: str
    template: str
    symbol: str
    number: int
    lookup_code: str
    is_masked: bool
    is_replaced: bool
    is_late: bool
    refers_to: tuple[int, str] | None
    corrections: tuple[InvoiceCorrection, ...]
    proposals: tuple[CorrectionRow, ...]
    may_propose: bool


def invoice(*, actor: Actor, invoice: int) -> InvoiceCard:
    """Answer one invoice, masked. raises : Forbidden; NotFound, also for one out of sight"""
    return card_of(row=row_in_sight(actor=actor, invoice=invoice), actor=actor, is_masked=True)


def row_in_sight(*, actor: Actor, invoice: int) -> Invoice:
    """Find an invoice that the actor sees. raises : Forbidden; NotFound"""
    check_see_invoices(actor=actor)
    row = (
        Invoice.objects.select_related("run", "series", "refers_to__series", "refers_to__run")
        .filter(pk=invoice)
        .first()
    )
    units = units_in_sight(actor=actor)
    if row is None or (units is not None and row.unit_code not in units):
        raise NotFound("invoice", invoice)
    return row


def card_of(*, row: Invoice, actor: Actor, is_masked: bool) -> InvoiceCard:
    """Lay one row out."""
    corrected = tuple(row.corrections.select_related("series"))
    secret = bytes(row.series.secret)
    return InvoiceCard(
        id=row.pk, name=reference_of(row), kind=row.kind, unit_code=row.unit_code, month=row.month,
        code=row.code,
        customer_name=masked_name(row.name) if is_masked else row.name,
        address=masked_address(row.address) if is_masked else row.address,
        tax_code=masked_tax_code(row.tax_code) if is_masked else row.tax_code,
        category=row.category, voltage=row.voltage, from_on=row.from_on, until_on=row.until_on,
        read_on=row.read_on, quota_quarters=row.quota_quarters, relief=row.relief,
        registers=tuple(json.loads(row.metered)["registers"]), kwh=row.kwh, gross_amount=row.gross_amount,
        relief_amount=row.relief_amount, net_amount=row.net_amount, vat_percent=row.vat_percent,
        vat_amount=row.vat_amount, total_amount=row.total_amount, release=row.run.release,
        issued_at=row.run.issued_at, issued_by=row.run.username, why=row.run.why,
        template=row.series.template, symbol=row.series.symbol, number=row.number,
        lookup_code="" if is_masked else code_of(secret=secret, invoice=row.pk), is_masked=is_masked,
        is_replaced=any(one.kind == "replacement" for one in corrected),
        is_late=row.kind == "original" and row.run.issued_at.date() > last_day_of_issue(month=row.month),
        refers_to=(row.refers_to.pk, reference_of(row.refers_to)) if row.refers_to else None,
        corrections=tuple(
            InvoiceCorrection(one.pk, reference_of(one), one.kind, one.total_amount) for one in corrected
        ),
        proposals=tuple(_proposals(row, actor)),
        may_propose=may_propose(actor=actor, unit_code=row.unit_code),
    )  # fmt: skip


def _proposals(row: Invoice, actor: Actor) -> list[CorrectionRow]:
    found = CorrectionProposal.objects.filter(invoice=row).select_related("decision")
    return [_proposal(one, row.unit_code, actor) for one in found]


def _proposal(one: CorrectionProposal, unit_code: str, actor: Actor) -> CorrectionRow:
    decision = getattr(one, "decision", None)
    state = "waits" if decision is None else "confirmed" if decision.is_confirmed else "refused"
    may = state == "waits" and may_confirm(actor=actor, unit_code=unit_code, proposed_by=one.username)
    return CorrectionRow(
        one.pk, one.how, one.changes, one.before, one.after, one.reason, one.username, one.product_at, state,
        decision.username if decision else "", decision.issued_id if decision else None, may,
    )  # fmt: skip
