"""What the steps say of the meter, and what the contract in force writes: customer, point, meter, reading."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from donghanh.apps.customers.operations import NewCustomer, open_customer
from donghanh.apps.metering.operations import NewPoint, check_meter, open_point, set_capacity
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import CaseHeld
from donghanh.apps.supply.models import Supply
from donghanh.apps.supply.refusals import CannotTakeStep

QUARTERS = 4
PURPOSES = {
    "residential": ("household", "residential", "residential"),
    "production": ("enterprise", "production", "production"),
    "business": ("enterprise", "business", "business"),
    "public_admin": ("public_body", "public_office", "public_office"),
}
"""Purpose that the application says -> kind of customer, price group, category of the point."""
ONE_DAY = timedelta(days=1)
MOST_KW = 1_000_000
PHASES = {"one": 1, "three": 3}


def check_meter_facts(*, supply: Supply, held: CaseHeld, told: Mapping[str, str], at: datetime) -> None:
    """
    Refuse a meter that hangs elsewhere, an index that does not fit it, a contract older than the meter.

    raises : `metering.CannotOpenPoint`; CannotTakeStep `day-before-meter`, `end-before-begin`
    """
    if "serial" not in told:
        return
    check_meter(serial=told["serial"], digits=int(told["digits"]), index=int(told.get("index", 0)))
    begins = told.get("in_force_on")
    if begins is not None and begins < told["set_on"]:
        text = f"In force from {begins}, but the meter was set on {told['set_on']}."
        raise CannotTakeStep("day-before-meter", text, found=begins, expected=told["set_on"])
    if begins is not None and told.get("ends_on", begins) < begins:
        text = f"The supply would end on {told['ends_on']}, before it begins on {begins}."
        raise CannotTakeStep("end-before-begin", text, found=told["ends_on"], expected=begins)


def write_supply(
    *, actor: Actor, supply: Supply, held: CaseHeld, told: Mapping[str, str], at: datetime
) -> dict[str, str]:
    """
    Write the customer, the point with its meter and its first reading; a supply for a time has its last day.

    raises : `customers.CannotOpenCustomer`, `metering.CannotOpenPoint`, Forbidden
    """
    first_on = date.fromisoformat(told["in_force_on"])
    until_on = date.fromisoformat(told["ends_on"]) + ONE_DAY if "ends_on" in told else None
    kind, price_group, category = PURPOSES.get(str(held.fields.get("purpose")), PURPOSES["residential"])
    who = NewCustomer(
        unit_code=held.unit_code, name=held.name, address=_address(held), commune_code=held.commune_code,
        contract_from=first_on, phone=held.phone, email=held.email, kind=kind, price_group=price_group,
        contract_until=until_on,
    )  # fmt: skip
    supply.customer_code = open_customer(actor=actor, who=who, at=at)
    new = NewPoint(
        customer_code=supply.customer_code, unit_code=held.unit_code, serial=told["serial"],
        digits=int(told["digits"]), opening_index=int(told["index"]), from_on=first_on,
        book=told.get("book", ""), quota_quarters=_households(held) * QUARTERS, category=category,
    )  # fmt: skip
    supply.point_code = open_point(actor=actor, new=new, at=at)
    _write_capacity(actor, supply, held, first_on, at)
    found = {
        "customer": supply.customer_code, "point": supply.point_code, "serial": told["serial"],
        "from_on": told["in_force_on"],
    }  # fmt: skip
    return found | ({"until_on": until_on.isoformat()} if until_on else {})


def told_before(*, supply: Supply) -> dict[str, str]:
    """Every fact of the steps that were taken, the later over the earlier."""
    found: dict[str, str] = {}
    for facts in supply.steps.order_by("id").values_list("facts", flat=True):
        found |= facts
    return found


def _write_capacity(actor: Actor, supply: Supply, held: CaseHeld, from_on: date, at: datetime) -> None:
    """The capacity of the application, where it names a sensible one."""
    try:
        asked = Decimal(str(held.fields.get("capacity_kw", "")).replace(",", "."))
    except InvalidOperation:
        return
    if not asked.is_finite() or not 0 < asked <= MOST_KW or int(asked * 1000) < 1:
        return
    set_capacity(
        actor=actor, point_code=supply.point_code, from_on=from_on, capacity_w=int(asked * 1000),
        phase_count=PHASES.get(str(held.fields.get("phases")), 1), at=at, about=f"request:{held.code}",
    )  # fmt: skip


def _address(held: CaseHeld) -> str:
    return str(held.fields.get("supply_address") or held.address)


def _households(held: CaseHeld) -> int:
    """Households that share the supply, as the application says; one when it says nothing sensible."""
    said = str(held.fields.get("households", "")).strip()
    return min(max(int(said), 1), 1000) if said.isascii() and said.isdigit() and len(said) < 5 else 1
