"""
Ends contracts and lets others begin: transfer, termination, the end of a supply for a time, households.

The closing index stands for the end of the old customer's last day; the new contract begins the day after, so
that the two half-open spans meet and each customer's bill has its own part.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from donghanh.apps.customers.operations import NewCustomer, check_end, end_contract, open_customer
from donghanh.apps.metering.operations import (
    check_end_of_metering,
    end_metering,
    set_households,
    take_over_point,
)
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import CaseHeld
from donghanh.apps.supply.models import Supply
from donghanh.apps.supply.operations.targets import ONE_DAY, Target, day_of, indices_of, target_of
from donghanh.apps.supply.refusals import CannotTakeStep
from donghanh.kernel.text import fold

QUARTERS = 4
Told = Mapping[str, str]


def check_closing(*, supply: Supply, held: CaseHeld, told: Told, at: datetime) -> None:
    """
    Refuse a closing reading that cannot be, as soon as it is told.

    raises : CannotTakeStep, `customers.CannotEndContract`, `metering.CannotHang`
    """
    target = target_of(supply=supply, held=held)
    if "read_on" not in told:
        return
    until_on = day_of(told, "read_on") + ONE_DAY
    contract = target.contract
    check_end(begins_on=contract.contract_from, ends_on=contract.contract_until, until_on=until_on)
    closing = indices_of(point=target.point, told=told)
    check_end_of_metering(point_code=target.point.point_code, until_on=until_on, closing=closing, at=at)


def check_transfer(*, supply: Supply, held: CaseHeld, told: Told, at: datetime) -> None:
    """As `check_closing`; and refuse a transfer to whoever has the contract already: `same-customer`."""
    check_closing(supply=supply, held=held, told=told, at=at)
    contract = target_of(supply=supply, held=held).contract
    name = told.get("new_name") or str(held.fields.get("new_owner", ""))
    phone = told.get("new_phone") or str(held.fields.get("new_owner_phone", ""))
    if fold(name) == fold(contract.name) and phone.strip() in ("", contract.phone):
        text = f"{contract.code} is this customer's already: nothing is to be transferred."
        raise CannotTakeStep("same-customer", text, customer=contract.code)


def transfer(*, actor: Actor, supply: Supply, held: CaseHeld, told: Told, at: datetime) -> dict[str, str]:
    """End the old contract with its reading and begin the new one on the next day, with the same meter."""
    check_transfer(supply=supply, held=held, told=told, at=at)
    target = target_of(supply=supply, held=held)
    old, from_on = target.contract, day_of(told, "read_on") + ONE_DAY
    who = NewCustomer(
        unit_code=old.unit_code, name=told["new_name"], address=old.address, commune_code=old.commune_code,
        contract_from=from_on, phone=told.get("new_phone", ""), kind=old.kind, price_group=old.price_group,
    )  # fmt: skip
    end_contract(actor=actor, code=old.code, until_on=from_on, at=at)
    supply.customer_code = open_customer(actor=actor, who=who, at=at)
    supply.point_code = take_over_point(
        actor=actor, point_code=target.point.point_code, customer_code=supply.customer_code, from_on=from_on,
        closing=indices_of(point=target.point, told=told), at=at, about=f"request:{held.code}",
    )  # fmt: skip
    return {
        "old_customer": old.code, "new_customer": supply.customer_code, "old_point": target.point.point_code,
        "new_point": supply.point_code, "from_on": from_on.isoformat(),
    }  # fmt: skip


def terminate(*, actor: Actor, supply: Supply, held: CaseHeld, told: Told, at: datetime) -> dict[str, str]:
    """End the contract with its closing reading; the point is free, and the last bill can be made."""
    target = target_of(supply=supply, held=held)
    until_on = day_of(told, "read_on") + ONE_DAY
    closing = indices_of(point=target.point, told=told)
    end_contract(actor=actor, code=target.contract.code, until_on=until_on, at=at)
    end_metering(actor=actor, point_code=target.point.point_code, until_on=until_on, closing=closing, at=at)
    supply.customer_code, supply.point_code = target.contract.code, target.point.point_code
    return _ended(target, until_on.isoformat())


def change_households(
    *, actor: Actor, supply: Supply, held: CaseHeld, told: Told, at: datetime
) -> dict[str, str]:
    """Say how many households share the meter from a day on."""
    target = target_of(supply=supply, held=held)
    count, from_on = int(told["households"]), day_of(told, "from_on")
    set_households(
        actor=actor, point_code=target.point.point_code, from_on=from_on, quota_quarters=count * QUARTERS,
        at=at,
    )  # fmt: skip
    supply.customer_code, supply.point_code = target.contract.code, target.point.point_code
    return {"point": target.point.point_code, "from_on": told["from_on"], "households": str(count)}


def _ended(target: Target, until_on: str) -> dict[str, str]:
    return {"customer": target.contract.code, "point": target.point.point_code, "until_on": until_on}
