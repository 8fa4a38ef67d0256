"""Locks a supply and writes its steps; inside a transaction, with the case locked before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.permissions import CUSTOMER, handling_roles
from donghanh.apps.supply.models import Supply, SupplyStep
from donghanh.apps.supply.refusals import NotFound
from donghanh.engines.supply.steps import STEPS, next_step


def locked_supply(*, case_code: str) -> Supply:
    """Lock the supply of a case that the caller has locked; raises NotFound."""
    found = Supply.objects.select_for_update().filter(case_code=case_code).first()
    if found is None:
        raise NotFound("supply", case_code)
    return found


def codes_of(*, supply: Supply) -> tuple[str, ...]:
    """The steps of the chain in their order."""
    return tuple(code for code, _, _ in supply.chain)


def taken_of(*, supply: Supply) -> frozenset[str]:
    """The steps that were taken."""
    return frozenset(supply.steps.values_list("step", flat=True))


def role_of(*, actor: Actor | None, unit_code: str) -> str:
    """In which role somebody takes a step."""
    if actor is None:
        return CUSTOMER.username
    return min(handling_roles(actor=actor, unit_code=unit_code), default=actor.username)


def write_step(
    *, actor: Actor | None, supply: Supply, step: str, unit_code: str, at: datetime,
    facts: Mapping[str, str] | None = None, note: str = "", key: str = "", role: str = "",
) -> None:  # fmt: skip
    """Write a step that was checked, save how the supply stands, and write the audit row; role: `crew`."""
    who = actor or CUSTOMER
    SupplyStep.objects.create(
        supply=supply, step=step, by_id=who.staff_id,
        as_role=role or role_of(actor=actor, unit_code=unit_code), facts=dict(facts or {}),
        note=note.strip(), key=key, product_at=at,
    )  # fmt: skip
    supply.state = STEPS[step].reaches
    supply.next_step = next_step(chain=codes_of(supply=supply), taken=taken_of(supply=supply))
    supply.save()
    told = {"step": step, "facts": sorted(facts or ())}
    record_act(actor=who, act="supply.step", subject=f"supply:{supply.case_code}", facts=told, at=at)
