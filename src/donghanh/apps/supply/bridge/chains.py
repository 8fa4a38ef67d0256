"""Which services go through steps, what each step is called and asks for on a day."""

from __future__ import annotations

from datetime import date

from donghanh.apps.supply.values import SupplyFact
from donghanh.lawbook.dated_books import NothingHolds
from donghanh.lawbook.supply_steps import Chain, StepFacts, read_chains, read_supply_steps

NO_CHAIN = Chain((), "none", "none")


def chain_of(*, service_code: str) -> Chain | None:
    """The chain of a service; None for one without steps to record."""
    return read_chains().get(service_code)


def writes_of(*, service_code: str) -> str:
    """What the last step writes: new_supply, or none."""
    return (chain_of(service_code=service_code) or NO_CHAIN).writes


def has_gift(*, service_code: str) -> bool:
    """Answer whether the free wiring is tied to the service."""
    return (chain_of(service_code=service_code) or NO_CHAIN).gift == "home_wiring"


def step_on(*, code: str, day: date) -> StepFacts | None:
    """A step as the lawbook tells it on a day; None for one that it does not tell."""
    try:
        return read_supply_steps().require(code=code, day=day)
    except NothingHolds:
        return None


def asked_by(*, code: str, day: date) -> tuple[SupplyFact, ...]:
    """What a step asks for."""
    step = step_on(code=code, day=day)
    found = step.facts if step else ()
    return tuple(SupplyFact(one.code, one.kind, one.vi, one.en, one.is_required, one.unit) for one in found)


def told_with(*, code: str, day: date) -> str:
    """What the customer reads with a step, when nobody writes other words."""
    step = step_on(code=code, day=day)
    return step.told_vi if step else ""
