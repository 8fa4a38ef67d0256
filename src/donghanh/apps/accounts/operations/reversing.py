"""Takes a payment back that was entered wrongly: every transfer the other way round, each pointing back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from donghanh.apps.accounts.models import Entry
from donghanh.apps.accounts.operations.customers import entered_before, lock_account
from donghanh.apps.accounts.operations.posting import Leg, open_entry, write_legs
from donghanh.apps.accounts.permissions import check_enter, units_in_sight
from donghanh.apps.accounts.refusals import CannotPay, NotFound
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.accounts.chart import CREDIT


@transaction.atomic
def reverse_payment(*, by: Actor, entry: int, why: str, on: date, at: datetime, key: str = "") -> int:
    """
    Take a payment back.

    key     : of the sender; the same one sent again answers the reversal that it made
    returns : number of the reversing entry
    raises  : Forbidden; NotFound; CannotPay `reason-missing`, `reversed-already`, `credit-used-already`;
              CannotPost `key-used-otherwise`
    """
    check_enter(actor=by)
    if not why.strip():
        raise CannotPay("reason-missing", "Say why the payment is taken back.")
    found = _payment(by=by, entry=entry)
    rows = list(found.transfers.order_by("id"))
    account = lock_account(rows[0].customer_id)
    own_key, asked = f"reversal:{by.username}:{key}" if key else "", {"entry": entry}
    if key and (before := entered_before(key=own_key, asked=asked)):
        return int(before.pk)
    if Entry.objects.filter(reverses=found).exists():
        raise CannotPay("reversed-already", f"Entry {entry} is taken back already.", entry=entry)
    if account.credit < sum(row.amount for row in rows if row.credit == CREDIT):
        raise CannotPay(
            "credit-used-already", f"The credit that entry {entry} made is used already.", entry=entry
        )
    made = open_entry(
        kind="reversal", by=by, on=on, at=at, why=why, reverses=found, key=own_key,
        asked=asked if key else None,
    )  # fmt: skip
    legs = [Leg(row.credit, row.debit, row.amount, row.charge_id, row.pk) for row in rows]
    write_legs(entry=made, customer_id=rows[0].customer_id, legs=legs)
    facts = {"entry": made.pk, "reverses": found.pk, "why": why.strip()}
    record_act(actor=by, act="reverse_payment", subject=f"entry:{found.pk}", facts=facts, at=at)
    return int(made.pk)


def _payment(*, by: Actor, entry: int) -> Entry:
    rows = Entry.objects.filter(pk=entry, kind="payment")
    units = units_in_sight(actor=by)
    if units is not None:
        rows = rows.filter(transfers__customer__unit_id__in=units)
    found = rows.first()
    if found is None:
        raise NotFound("payment", entry)
    return found
