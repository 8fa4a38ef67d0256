"""What the steps say of the meter, and what the contract in force writes: customer, point, meter, index."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from donghanh.apps.customers.operations import NewCustomer, open_customer
from donghanh.apps.metering.operations import NewPoint, check_meter, open_point
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import CaseHeld
from donghanh.apps.supply.bridge.chains import writes_of
from donghanh.apps.supply.models import Supply
from donghanh.apps.supply.refusals import CannotTakeStep

QUARTERS = 4


def check_meter_facts(*, supply: Supply, step: str, facts: Mapping[str, str]) -> None:
    """
    Refuse a meter that hangs elsewhere, an index that does not fit it, a contract older than the meter.

    raises : `metering.CannotOpenPoint`; CannotTakeStep `day-before-meter`
    """
    if step not in ("set_meter", "first_reading", "in_force"):
        return
    if writes_of(service_code=supply.service_code) != "new_supply":
        return
    known = {**told_before(supply=supply), **facts}
    check_meter(serial=known["serial"], digits=int(known["digits"]), index=int(known.get("index", 0)))
    if step == "in_force" and known["in_force_on"] < known["set_on"]:
        text = f"In force from {known['in_force_on']}, but the meter was set on {known['set_on']}."
        raise CannotTakeStep("day-before-meter", text, found=known["in_force_on"], expected=known["set_on"])


def write_supply(*, actor: Actor, supply: Supply, held: CaseHeld, at: datetime) -> None:
    """
    Write the customer, the point with its meter and its first index, and keep their codes.

    raises : `customers.CannotOpenCustomer`, `metering.CannotOpenPoint`, Forbidden
    """
    told = told_before(supply=supply)
    first_on = date.fromisoformat(told["in_force_on"])
    who = NewCustomer(
        unit_code=held.unit_code, name=held.name, address=_address(held), commune_code=held.commune_code,
        contract_from=first_on, phone=held.phone, email=held.email,
    )  # fmt: skip
    supply.customer_code = open_customer(actor=actor, who=who, at=at)
    new = NewPoint(
        customer_code=supply.customer_code, unit_code=held.unit_code, serial=told["serial"],
        digits=int(told["digits"]), opening_index=int(told["index"]), from_on=first_on,
        book=told.get("book", ""), quota_quarters=_households(held) * QUARTERS,
    )  # fmt: skip
    supply.point_code = open_point(actor=actor, new=new, at=at)
    supply.save(update_fields=["customer_code", "point_code"])


def told_before(*, supply: Supply) -> dict[str, str]:
    """Every fact of the steps that were taken, the later over the earlier."""
    found: dict[str, str] = {}
    for facts in supply.steps.order_by("id").values_list("facts", flat=True):
        found |= facts
    return found


def _address(held: CaseHeld) -> str:
    return str(held.fields.get("supply_address") or held.address)


def _households(held: CaseHeld) -> int:
    """Households that share the supply, as the application says; one when it says nothing sensible."""
    said = str(held.fields.get("households", "")).strip()
    return min(max(int(said), 1), 1000) if said.isascii() and said.isdigit() and len(said) < 5 else 1
