"""Who has paid too much, and which refunds are asked for, approved or paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Concat

from donghanh.apps.accounts.models import CustomerAccount, Entry, RefundRequest
from donghanh.apps.accounts.permissions import may_decide
from donghanh.apps.accounts.queries.scope import units_asked
from donghanh.apps.organisation.permissions import Actor

MOST = 200


@dataclass(frozen=True)
class CreditRow:
    """A customer with credit [đồng], and what is owed beside it."""

    unit_code: str
    code: str
    name: str
    credit_dong: int
    owed_dong: int


@dataclass(frozen=True)
class RefundRow:
    """
    A refund.

    state      : asked, approved, refused, paid
    may_decide : whether the actor may decide about it now
    """

    request: int
    unit_code: str
    code: str
    name: str
    amount_dong: int
    why: str
    asked_by: str
    asked_at: datetime
    state: str
    decided_by: str
    decided_why: str
    may_decide: bool


def credits_in_sight(*, actor: Actor, unit_code: str = "") -> tuple[CreditRow, ...]:
    """The customers with most credit, at most 200 of them. raises : Forbidden"""
    units = units_asked(actor=actor, unit_code=unit_code)
    rows = CustomerAccount.objects.filter(credit__gt=0)
    if units is not None:
        rows = rows.filter(customer__unit_id__in=units)
    found = rows.order_by("-credit", "customer_id").values_list(
        "customer__unit_id", "customer__code", "customer__name", "credit", "owed"
    )[:MOST]
    return tuple(CreditRow(*row) for row in found)


def refunds(*, actor: Actor, unit_code: str = "", number: int | None = None) -> tuple[RefundRow, ...]:
    """The refunds in sight, newest first, at most 200 of them; or the one of a number. raises : Forbidden"""
    units = units_asked(actor=actor, unit_code=unit_code)
    paid = Entry.objects.filter(kind="refund_payment", key=OuterRef("paid_key"))
    rows = RefundRequest.objects.select_related("customer", "decision")
    rows = rows.annotate(paid_key=Concat(Value("refund_payment:"), "pk", output_field=TextField()))
    rows = rows.annotate(is_paid=Exists(paid)).order_by("-id")
    if units is not None:
        rows = rows.filter(customer__unit_id__in=units)
    if number is not None:
        rows = rows.filter(pk=number)
    return tuple(_row(row, actor) for row in rows[:MOST])


def _row(row: RefundRequest, actor: Actor) -> RefundRow:
    decision = getattr(row, "decision", None)
    state = "asked" if decision is None else "approved" if decision.is_approved else "refused"
    return RefundRow(
        request=row.pk, unit_code=row.customer.unit_id, code=row.customer.code, name=row.customer.name,
        amount_dong=row.amount, why=row.why, asked_by=row.username, asked_at=row.product_at,
        state="paid" if getattr(row, "is_paid", False) else state,
        decided_by=decision.username if decision else "", decided_why=decision.why if decision else "",
        may_decide=decision is None and may_decide(actor=actor, asked_by=row.username),
    )  # fmt: skip
