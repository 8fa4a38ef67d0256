"""What a customer owes, invoice by invoice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from donghanh.apps.accounts.models import OpenCharge
from donghanh.apps.accounts.queries.scope import customer_in_sight
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.accounts import bucket_of


@dataclass(frozen=True)
class InvoiceOwed:
    """
    What is still owed of an invoice.

    due_on    : last day on which it is paid in time
    bucket    : how late it is, a word of `engines.accounts.BUCKETS`
    refers_to : the invoice that an adjustment points back to, or ""
    """

    invoice: str
    month: date
    issued_on: date
    due_on: date
    total_dong: int
    owed_dong: int
    bucket: str
    refers_to: str


def owed_of(*, actor: Actor, code: str, as_of: date) -> tuple[InvoiceOwed, ...]:
    """
    What a customer owes now, first due first; `as_of` judges how late it is.

    raises : Forbidden; NotFound
    """
    customer = customer_in_sight(actor=actor, code=code)
    rows = OpenCharge.objects.filter(customer_id=customer.customer_id).select_related("charge__refers_to")
    return tuple(
        InvoiceOwed(
            row.charge.invoice, row.charge.month, row.charge.issued_on, row.due_on, row.charge.total_amount,
            row.owed, bucket_of(due_on=row.due_on, as_of=as_of),
            row.charge.refers_to.invoice if row.charge.refers_to else "",
        )
        for row in rows.order_by("due_on", "charge__invoice")
    )  # fmt: skip
