"""Which customers' accounts somebody may see."""

from __future__ import annotations

from donghanh.apps.accounts.permissions import check_see_accounts, units_in_sight
from donghanh.apps.accounts.refusals import NotFound
from donghanh.apps.customers import queries as customers
from donghanh.apps.organisation.permissions import Actor, Forbidden


def customer_in_sight(*, actor: Actor, code: str, in_full: bool = False) -> customers.CustomerCard:
    """Find a customer whose account the actor sees. raises : Forbidden; NotFound"""
    check_see_accounts(actor=actor)
    found = customers.customer_card(actor=actor, code=code, in_full=in_full)
    units = units_in_sight(actor=actor)
    if found is None or (units is not None and found.unit_code not in units):
        raise NotFound("customer", code)
    return found


def units_asked(*, actor: Actor, unit_code: str = "") -> list[str] | None:
    """Units that a list covers: the one asked for, when in sight, else all in sight. raises : Forbidden"""
    check_see_accounts(actor=actor)
    units = units_in_sight(actor=actor)
    if not unit_code:
        return units
    if units is not None and unit_code not in units:
        raise Forbidden("unit_out_of_sight", unit=unit_code, username=actor.username)
    return [unit_code]
