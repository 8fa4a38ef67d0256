"""
Enters money that came in: to the invoice that the payer named, then to the one due first; the rest is credit.

The same key sent again (a double click, a bank's file read twice) is the same payment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from donghanh.apps.accounts.models import Entry
from donghanh.apps.accounts.operations.customers import (
    entered_before,
    lock_account,
    open_charges,
)
from donghanh.apps.accounts.operations.posting import LARGEST, Leg, open_entry, write_legs
from donghanh.apps.accounts.permissions import check_enter
from donghanh.apps.accounts.queries.scope import customer_in_sight
from donghanh.apps.accounts.refusals import CannotPay
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.accounts import Allocation, Owed, allocate
from donghanh.engines.accounts.chart import CLEARING, CREDIT, RECEIVABLE


@dataclass(frozen=True)
class Paid:
    """
    What became of a payment.

    allocations : to which invoices it went, in their order
    credit_dong : [đồng] what was left over
    is_known    : the same key had entered it before; nothing was written now
    """

    entry: int
    allocations: tuple[Allocation, ...]
    credit_dong: int
    is_known: bool = False


@transaction.atomic
def post_payment(
    *, by: Actor, code: str, amount_dong: int, account: str, on: date, at: datetime, key: str,
    invoice: str = "", why: str = "",
) -> Paid:  # fmt: skip
    """
    Enter a payment of a customer.

    account : `cash` or `bank`, where the money came in
    key     : of the sender, once for each payment
    invoice : the one that the payer named; it comes first
    raises  : Forbidden; NotFound; CannotPay `amount-not-positive`, `account-unknown`, `key-missing`,
              `invoice-not-open`; CannotPost `key-used-otherwise`
    """
    check_enter(actor=by)
    _check(amount_dong=amount_dong, account=account, key=key)
    customer = customer_in_sight(actor=by, code=code)
    asked = {"code": customer.code, "amount": amount_dong, "account": account, "invoice": invoice}
    lock_account(customer.customer_id)
    own_key = f"payment:{by.username}:{key}"
    if before := entered_before(key=own_key, asked=asked):
        return _paid_before(before)
    rows = {row.charge.invoice: row for row in open_charges(customer.customer_id)}
    if invoice and invoice not in rows:
        raise CannotPay("invoice-not-open", f"Nothing is owed by {invoice}.", invoice=invoice)
    owed = [Owed(name, row.due_on, row.owed) for name, row in rows.items()]
    parts, left = allocate(amount_dong=amount_dong, owed=owed, named=invoice)
    entry = open_entry(kind="payment", by=by, on=on, at=at, key=own_key, why=why, asked=asked)
    legs = [Leg(account, RECEIVABLE, part.amount_dong, rows[part.invoice].charge_id) for part in parts]
    write_legs(entry=entry, customer_id=customer.customer_id, legs=[*legs, Leg(account, CREDIT, left)])
    record_act(
        actor=by, act="post_payment", subject=f"customer:{customer.code}", at=at,
        facts={"entry": entry.pk, "amount_dong": amount_dong, "account": account, "credit_dong": left},
    )  # fmt: skip
    return Paid(int(entry.pk), parts, left)


def _paid_before(entry: Entry) -> Paid:
    rows = list(entry.transfers.select_related("charge").order_by("id"))
    parts = tuple(Allocation(row.charge.invoice, row.amount) for row in rows if row.charge is not None)
    left = sum(row.amount for row in rows if row.charge is None)
    return Paid(int(entry.pk), parts, left, is_known=True)


def _check(*, amount_dong: int, account: str, key: str) -> None:
    if isinstance(amount_dong, bool) or not isinstance(amount_dong, int) or not 0 < amount_dong <= LARGEST:
        raise CannotPay(
            "amount-not-positive", f"{amount_dong!r} is no amount above zero.", amount=str(amount_dong)
        )
    if account not in CLEARING:
        raise CannotPay("account-unknown", f"{account!r} is none of {', '.join(CLEARING)}.", account=account)
    if not key:
        raise CannotPay("key-missing", "A payment needs a key, so that sent twice it is entered once.")
