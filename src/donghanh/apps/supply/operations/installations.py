"""Changes what hangs at a customer's point: capacity, place of the meter, its test, on again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from donghanh.apps.metering import operations as metering
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import CaseHeld
from donghanh.apps.supply.models import Supply
from donghanh.apps.supply.operations.targets import Target, day_of, indices_of, target_of
from donghanh.apps.supply.refusals import CannotTakeStep

THOUSAND = 1000
PHASES = {"one": 1, "three": 3}
Told = Mapping[str, str]


def check_target(*, supply: Supply, held: CaseHeld, told: Told, at: datetime) -> None:
    """Refuse a request without a customer whose meter hangs, and a day before the contract."""
    target = target_of(supply=supply, held=held)
    for name in ("done_on", "tested_on", "from_on"):
        if name in told and day_of(told, name) < target.contract.contract_from:
            began = target.contract.contract_from.isoformat()
            text = f"{told[name]} is before {began}, when the contract began."
            raise CannotTakeStep("day-before-contract", text, found=told[name], expected=began)


def check_reconnection(*, supply: Supply, held: CaseHeld, told: Told, at: datetime) -> None:
    """As `check_target`; and refuse a point that is on: `supply-is-on`."""
    check_target(supply=supply, held=held, told=told, at=at)
    point = target_of(supply=supply, held=held).point
    if point.is_on:
        text = f"{point.point_code} is not cut off: nothing is to be reconnected."
        raise CannotTakeStep("supply-is-on", text, point=point.point_code)


def check_capacity(*, supply: Supply, held: CaseHeld, told: Told, at: datetime) -> None:
    """As `check_target`; a new meter needs its digits and the old one's last index: `new-meter-partly`."""
    check_target(supply=supply, held=held, told=told, at=at)
    given = [name for name in ("serial", "digits", "closing_index") if told.get(name)]
    if "done_on" in told and len(given) not in (0, 3):
        text = "A new meter needs its number, its digits and the old meter's last index; or none of them."
        raise CannotTakeStep("new-meter-partly", text, found=", ".join(given))


def change_capacity(
    *, actor: Actor, supply: Supply, held: CaseHeld, told: Told, at: datetime
) -> dict[str, str]:
    """Write the capacity from the day of the work on, and the new meter where one was put up."""
    target = target_of(supply=supply, held=held)
    capacity_w = int(Decimal(told["capacity_kw"]) * THOUSAND)
    if told.get("serial"):
        metering.swap_meter(
            actor=actor, point_code=target.point.point_code, serial=told["serial"],
            from_on=day_of(told, "done_on"), closing=indices_of(point=target.point, told=told,
            name="closing_index"), opening={"all": int(told["index"])}, digits=int(told["digits"]),
            multiplier=1, at=at,
        )  # fmt: skip
    metering.set_capacity(
        actor=actor, point_code=target.point.point_code, from_on=day_of(told, "done_on"),
        capacity_w=capacity_w, phase_count=PHASES[told["phases"]], at=at, about=f"request:{held.code}",
    )  # fmt: skip
    _remember(supply, target)
    return {
        "point": target.point.point_code, "from_on": told["done_on"], "capacity_w": str(capacity_w),
        "serial": told.get("serial") or target.point.serial,
    }  # fmt: skip


def move(*, actor: Actor, supply: Supply, held: CaseHeld, told: Told, at: datetime) -> dict[str, str]:
    """Write the new place with an index on either side."""
    target = target_of(supply=supply, held=held)
    metering.move_meter(
        actor=actor, point_code=target.point.point_code, from_on=day_of(told, "done_on"),
        place=told["new_place"], closing=indices_of(point=target.point, told=told, name="closing_index"),
        opening=indices_of(point=target.point, told=told, name="opening_index"), at=at,
        about=f"request:{held.code}",
    )  # fmt: skip
    _remember(supply, target)
    return {
        "point": target.point.point_code, "from_on": told["done_on"], "place": told["new_place"],
        "serial": target.point.serial,
    }  # fmt: skip


def test(*, actor: Actor, supply: Supply, held: CaseHeld, told: Told, at: datetime) -> dict[str, str]:
    """Keep the laboratory's result; outside its class, a correction of bills follows."""
    target = target_of(supply=supply, held=held)
    is_within = told["within_class"] == "yes"
    number = metering.record_meter_test(
        actor=actor, point_code=target.point.point_code, tested_on=day_of(told, "tested_on"),
        error_milli_percent=int(Decimal(told["error_percent"]) * THOUSAND),
        accuracy_class=told["accuracy_class"], is_within_class=is_within, paper=told["paper"], at=at,
        about=f"request:{held.code}",
    )  # fmt: skip
    _remember(supply, target)
    return {
        "point": target.point.point_code, "serial": target.point.serial, "test": str(number),
        "follows": "none" if is_within else "bill_correction",
    }  # fmt: skip


def reconnect(*, actor: Actor, supply: Supply, held: CaseHeld, told: Told, at: datetime) -> dict[str, str]:
    """Write that a point which was cut off is on again."""
    target = target_of(supply=supply, held=held)
    metering.switch_point(
        actor=actor, point_code=target.point.point_code, is_on=True, on_day=day_of(told, "done_on"), at=at,
        about=f"request:{held.code}",
    )  # fmt: skip
    _remember(supply, target)
    return {"point": target.point.point_code, "on_day": told["done_on"]}


def _remember(supply: Supply, target: Target) -> None:
    supply.customer_code, supply.point_code = target.contract.code, target.point.point_code
