"""Whom a chain is about: the customer's contract and the point whose meter hangs, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from donghanh.apps.customers.queries import Contract, contract_of
from donghanh.apps.metering.queries import Hanging, points_of_customer
from donghanh.apps.requests.values import CaseHeld
from donghanh.apps.supply.models import Supply
from donghanh.apps.supply.refusals import CannotTakeStep

ONE_DAY = timedelta(days=1)
RATES = {"normal": "index", "peak": "index_peak", "off_peak": "index_off_peak"}


@dataclass(frozen=True)
class Target:
    """The contract and the point of a chain."""

    contract: Contract
    point: Hanging


def target_of(*, supply: Supply, held: CaseHeld) -> Target:
    """
    Find whom a chain is about.

    raises : CannotTakeStep `customer-missing`, `customer-unknown` (also of another unit), `contract-ended`
    """
    asked = held.customer_code or str(held.fields.get("customer_code", ""))
    code = (supply.customer_code or asked).strip().upper()
    if not code:
        raise CannotTakeStep("customer-missing", "The request names no customer. Next: write the code there.")
    contract = contract_of(code=code)
    if contract is None or contract.unit_code != held.unit_code:
        text = f"{held.unit_code} has no customer {code}. Next: correct the code, or hand the request over."
        raise CannotTakeStep("customer-unknown", text, customer=code)
    points = points_of_customer(customer_code=code)
    named = [one for one in points if one.serial and supply.point_code in ("", one.point_code)]
    if not named:
        raise CannotTakeStep(
            "contract-ended", f"No meter of {code} hangs any more: the contract has ended.", customer=code,
            day=contract.contract_until.isoformat() if contract.contract_until else "",
        )  # fmt: skip
    return Target(contract, named[0])


def indices_of(*, point: Hanging, told: Mapping[str, str], name: str = "index") -> dict[str, int]:
    """
    What was read, by register; a meter of three rates needs its three.

    raises : CannotTakeStep `registers-missing`
    """
    if point.registers == ("all",):
        return {"all": int(told[name])}
    found = {
        register: int(told[RATES[register]])
        for register in point.registers
        if register in RATES and RATES[register] in told
    }
    if name != "index" or set(found) != set(point.registers):
        expected = ", ".join(point.registers)
        text = f"The meter {point.serial} has the registers {expected}; an index of each is needed."
        raise CannotTakeStep("registers-missing", text, expected=expected)
    return found


def day_of(told: Mapping[str, str], name: str) -> date:
    """A day that was told."""
    return date.fromisoformat(told[name])
