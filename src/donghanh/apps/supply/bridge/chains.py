"""Which services go through steps, what each step is called and asks for on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from donghanh.apps.supply.values import SupplyFact
from donghanh.lawbook.dated_books import NothingHolds
from donghanh.lawbook.supply_steps import Chain, Fact, StepFacts, read_chains, read_supply_steps

NO_CHAIN = Chain((), "none", "none", "none")


def chain_of(*, service_code: str) -> Chain | None:
    """The chain of a service; None for one without steps to record."""
    return read_chains().get(service_code)


def writes_of(*, service_code: str) -> str:
    """What the registers get: a word of the lawbook's WRITES."""
    return (chain_of(service_code=service_code) or NO_CHAIN).writes


def written_at_step(*, service_code: str) -> str:
    """The step with which the registers are written; none for a service that only records its steps."""
    return (chain_of(service_code=service_code) or NO_CHAIN).at


def has_gift(*, service_code: str) -> bool:
    """Answer whether the free wiring is tied to the service."""
    return (chain_of(service_code=service_code) or NO_CHAIN).gift == "home_wiring"


def step_on(*, code: str, day: date) -> StepFacts | None:
    """A step as the lawbook tells it on a day; None for one that it does not tell."""
    try:
        return read_supply_steps().require(code=code, day=day)
    except NothingHolds:
        return None


def asked_by(
    *, service_code: str, code: str, day: date, fields: Mapping[str, object] | None = None
) -> tuple[SupplyFact, ...]:
    """
    What a step asks for: its own facts, and those of the service's chain; the latter take their place.

    fields : of the application, out of which values are proposed
    """
    step = step_on(code=code, day=day)
    chain = chain_of(service_code=service_code) or NO_CHAIN
    found = {one.code: one for one in (*(step.facts if step else ()), *chain.asks.get(code, ()))}
    return tuple(_fact(one, fields or {}) for one in found.values())


def _fact(one: Fact, fields: Mapping[str, object]) -> SupplyFact:
    proposed = str(fields.get(one.field) or "") if one.field else ""
    return SupplyFact(one.code, one.kind, one.vi, one.en, one.is_required, one.unit, proposed, one.choices)


def told_with(*, code: str, day: date) -> str:
    """What the customer reads with a step, when nobody writes other words."""
    step = step_on(code=code, day=day)
    return step.told_vi if step else ""
