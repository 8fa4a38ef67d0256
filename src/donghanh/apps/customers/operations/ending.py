"""Ends one customer's contract; the row that was stays in the customer's history."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from donghanh.apps.customers.models import Customer
from donghanh.apps.customers.permissions import check_open
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound, Refused


class CannotEndContract(Refused):
    """Not to be ended: `contract-ended`, `day-before-contract`, `day-after-contract`."""


@transaction.atomic
def end_contract(*, actor: Actor, code: str, until_on: date, at: datetime) -> None:
    """
    End a contract; one with an end date may end earlier, or on that day.

    until_on : first day without a contract
    raises   : NotFound, Forbidden; CannotEndContract
    """
    customer = Customer.objects.select_for_update().filter(code=code).first()
    if customer is None or not (actor.sees_all or customer.unit_id in (actor.unit_codes or ())):
        raise NotFound("customer", code)
    check_open(actor=actor, unit_code=customer.unit_id)
    check_end(begins_on=customer.contract_from, ends_on=customer.contract_until, until_on=until_on)
    if customer.contract_until != until_on:
        customer.contract_until = until_on
        customer.save(update_fields=["contract_until"])
    facts = {"contract_until": until_on.isoformat()}
    record_act(actor=actor, act="end_contract", subject=f"customer:{code}", facts=facts, at=at)


def check_end(*, begins_on: date, ends_on: date | None, until_on: date) -> None:
    """Refuse a day on which a contract of these days cannot end."""
    if until_on <= begins_on:
        text = f"The contract began on {begins_on}; it cannot end before that day is over."
        raise CannotEndContract(
            "day-before-contract", text, found=until_on.isoformat(), expected=begins_on.isoformat()
        )
    if ends_on is not None and until_on > ends_on:
        text = f"The contract ends before {ends_on} already."
        raise CannotEndContract(
            "day-after-contract", text, found=until_on.isoformat(), expected=ends_on.isoformat()
        )
