"""What each kind of chain checks as soon as a fact is told, and writes into the registers with its step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import CaseHeld
from donghanh.apps.supply.bridge.chains import writes_of, written_at_step
from donghanh.apps.supply.models import Supply
from donghanh.apps.supply.operations import contracts, installations, meters

Check = Callable[..., None]
Write = Callable[..., dict[str, str]]


@dataclass(frozen=True)
class Effect:
    """check : of each step's facts as they are told; write : with the chain's step"""

    check: Check
    write: Write


EFFECTS: Mapping[str, Effect] = {
    "new_supply": Effect(meters.check_meter_facts, meters.write_supply),
    "temporary_supply": Effect(meters.check_meter_facts, meters.write_supply),
    "transfer": Effect(contracts.check_transfer, contracts.transfer),
    "termination": Effect(contracts.check_closing, contracts.terminate),
    "households": Effect(installations.check_target, contracts.change_households),
    "capacity": Effect(installations.check_capacity, installations.change_capacity),
    "move": Effect(installations.check_target, installations.move),
    "test": Effect(installations.check_target, installations.test),
    "reconnection": Effect(installations.check_reconnection, installations.reconnect),
}


def check_effect(
    *, supply: Supply, held: CaseHeld, step: str, facts: Mapping[str, str], at: datetime
) -> None:
    """Refuse facts that the registers could not take, before the step is written."""
    if step == "end":
        contracts.check_closing(supply=supply, held=held, told=facts, at=at)
        return
    effect = EFFECTS.get(writes_of(service_code=supply.service_code))
    if effect is not None and not supply.effect:
        known = {**meters.told_before(supply=supply), **facts}
        effect.check(supply=supply, held=held, told=known, at=at)


def write_effect(*, actor: Actor, supply: Supply, held: CaseHeld, step: str, at: datetime) -> None:
    """
    Write the registers with the step that was just taken, when it is the one that writes.

    raises : what the registers refuse: the whole step is undone with it
    """
    if step == "end":
        _end(actor, supply, held, at)
        return
    effect = EFFECTS.get(writes_of(service_code=supply.service_code))
    if effect is None or written_at_step(service_code=supply.service_code) != step:
        return
    told = meters.told_before(supply=supply)
    supply.effect = effect.write(actor=actor, supply=supply, held=held, told=told, at=at)
    supply.save(update_fields=["effect", "customer_code", "point_code"])


def _end(actor: Actor, supply: Supply, held: CaseHeld, at: datetime) -> None:
    """The time of a supply is over: the contract ends with a closing reading, as a termination does."""
    told = supply.steps.get(step="end").facts
    ended = contracts.terminate(actor=actor, supply=supply, held=held, told=told, at=at)
    supply.effect = {**supply.effect, "ended": ended["until_on"]}
    supply.save(update_fields=["effect"])
