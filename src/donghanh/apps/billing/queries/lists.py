"""Invoices in sight, by customer code, number, unit and month; a page at a time, newest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from donghanh.apps.billing.bridge.current import reference_of
from donghanh.apps.billing.models import Invoice
from donghanh.apps.billing.permissions import check_see_invoices, units_in_sight
from donghanh.apps.billing.queries.masks import masked_name
from donghanh.apps.organisation.permissions import Actor

PAGE = 50


@dataclass(frozen=True)
class InvoiceRow:
    """One invoice in a list; the holder's name is covered."""

    id: int
    name: str
    kind: str
    unit_code: str
    month: date
    code: str
    customer_name: str
    category: str
    kwh: int
    relief_amount: int
    total_amount: int


@dataclass(frozen=True)
class InvoicePage:
    """Rows, and the key behind which the next page begins; null on the last page."""

    rows: tuple[InvoiceRow, ...]
    next_after: int | None


def invoices(
    *, actor: Actor, text: str = "", unit_code: str = "", month: date | None = None, kind: str = "",
    after: int | None = None,
) -> InvoicePage:  # fmt: skip
    """
    List invoices.

    text   : a customer code, the beginning of one, or a number of an invoice
    after  : `next_after` of the page before
    raises : Forbidden
    """
    check_see_invoices(actor=actor)
    found = _sought(_in_sight(actor), text.strip().upper())
    wishes = {"unit_code": unit_code, "month": month, "kind": kind, "id__lt": after}
    found = found.filter(**{name: wish for name, wish in wishes.items() if wish})
    rows = list(found.select_related("series").order_by("-id")[: PAGE + 1])
    return InvoicePage(tuple(map(_row, rows[:PAGE])), rows[PAGE - 1].pk if len(rows) > PAGE else None)


def _in_sight(actor: Actor) -> QuerySet[Invoice]:
    units = units_in_sight(actor=actor)
    return Invoice.objects.all() if units is None else Invoice.objects.filter(unit_code__in=units)


def _sought(found: QuerySet[Invoice], text: str) -> QuerySet[Invoice]:
    if not text:
        return found
    if match := re.fullmatch(r"(?:(?P<series>.+)-)?(?P<number>[0-9]{1,8})", text):
        template, _, symbol = (match["series"] or "").rpartition("-")
        named = Q(number=int(match["number"]))
        if symbol:
            named &= Q(series__symbol=symbol)
        if template:
            named &= Q(series__template=template)
        return found.filter(named)
    return found.filter(code__gte=text, code__lt=text + "\uffff")


def _row(row: Invoice) -> InvoiceRow:
    return InvoiceRow(
        row.pk, reference_of(row), row.kind, row.unit_code, row.month, row.code, masked_name(row.name),
        row.category, row.kwh, row.relief_amount, row.total_amount,
    )  # fmt: skip
