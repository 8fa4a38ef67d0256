"""
Sends a crew by a work order for the step that comes next, and takes the step when the order is handed over.

The order asks on the telephone for what the step asks for; the crew and the days are known by themselves. A
meter and its first reading are one visit, so that order takes both steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from donghanh.apps.organisation.permissions import Actor, Grant
from donghanh.apps.requests import operations as requests
from donghanh.apps.requests.bridge.clocks import local_day
from donghanh.apps.requests.operations import hold_case
from donghanh.apps.requests.permissions import CUSTOMER
from donghanh.apps.requests.values import CaseHeld
from donghanh.apps.supply.bridge.chains import asked_by
from donghanh.apps.supply.bridge.facts import kept_facts
from donghanh.apps.supply.models import Supply
from donghanh.apps.supply.operations.effects import check_effect, write_effect
from donghanh.apps.supply.operations.writing import locked_supply, write_step
from donghanh.apps.supply.refusals import CannotTakeStep
from donghanh.apps.supply.values import SupplyFact
from donghanh.apps.works.operations import OrderAsked, Recipient, end_order_of, open_order, plan_visit
from donghanh.apps.works.permissions import may_plan
from donghanh.apps.works.ports import HandedOver
from donghanh.engines.supply.steps import STEPS

METHODS = {"survey": "supply_survey", "read": "meter_reading"}
METER_WORK = "meter_work"
TOGETHER = {"set_meter": ("set_meter", "first_reading")}
CREW, ITS_DAY = "crew", frozenset({"surveyed_on", "set_on", "done_on"})
BY_HAND = "recorded at the desk"
NOT_BEGUN = ("received", "accepted", "reopened")


def lock_supply(code: str) -> None:
    """Lock the case and its supply before the order, as a step at the desk does."""
    hold_case(actor=None, code=code)
    locked_supply(case_code=code)


def send_crew(*, actor: Actor, supply: Supply, held: CaseHeld, at: datetime, day: date | None = None) -> None:
    """
    Open the order of the step that comes next, when a crew does it and nobody is sent yet.

    day : of the visit, where it is agreed; else the desk of works plans it
    """
    step = supply.next_step
    if step not in STEPS or not STEPS[step].by_crew or supply.order or supply.is_over:
        return
    if not may_plan(actor=actor, unit_code=held.unit_code):
        return
    asks = [one for name in TOGETHER.get(step, (step,)) for one in _asks(supply, held, name, at)]
    who = Recipient(held.name, _address(held), held.phone, held.commune_code)
    asked = OrderAsked(
        subject=f"supply:{held.code}", unit_code=held.unit_code, method=METHODS.get(step, METER_WORK),
        recipient=who, asks=tuple(_plain(one) for one in asks if one.code not in {CREW, *ITS_DAY}),
    )  # fmt: skip
    supply.order = open_order(actor=actor, asked=asked, at=at)
    supply.save(update_fields=["order"])
    if day is not None:
        plan_visit(actor=actor, reference=supply.order, day=day, at=at)


def recall_crew(
    *, actor: Actor | None, supply: Supply, unit_code: str, move: str, why: str, at: datetime
) -> None:
    """Close or cancel the order that is open; the customer cancels it with the request."""
    if not supply.order:
        return
    customer = Actor(None, CUSTOMER.username, CUSTOMER.full_name, (Grant(CUSTOMER.username, unit_code),))
    end_order_of(actor=actor or customer, subject=f"supply:{supply.case_code}", move=move, why=why, at=at)
    supply.order = ""
    supply.save(update_fields=["order"])


def step_by_order(handed: HandedOver) -> None:
    """
    Take the step whose order was just handed over, with the crew's name and day, and what it told.

    raises : CannotTakeStep `supply-over`, `order-not-open`, `clock-stands` and those of the facts; what the
             registers refuse: the hand-over is undone with it
    """
    held = hold_case(actor=None, code=handed.name)
    supply = locked_supply(case_code=handed.name)
    _check(supply, held, handed)
    supply.order = ""
    if held.state in NOT_BEGUN:
        desk = Actor(
            handed.crew.staff_id, handed.crew.username, handed.crew.full_name,
            (*handed.crew.grants, Grant("unit_officer", held.unit_code)),
        )  # fmt: skip
        requests.start_case(actor=desk, code=held.code, now=handed.at)
    for step in TOGETHER.get(supply.next_step, (supply.next_step,)):
        _take(supply, held, step, handed)


def _check(supply: Supply, held: CaseHeld, handed: HandedOver) -> None:
    if supply.is_over:
        raise CannotTakeStep("supply-over", "The request has ended; no step is taken any more.")
    if supply.order != handed.order:
        raise CannotTakeStep("order-not-open", f"{handed.order} is not the open order.", order=handed.order)
    if held.state == "waiting":
        raise CannotTakeStep("clock-stands", "The case is paused. Next: resume it.", case=held.code)


def _take(supply: Supply, held: CaseHeld, step: str, handed: HandedOver) -> None:
    asked = asked_by(
        service_code=supply.service_code, code=step, day=local_day(handed.at), fields=held.fields
    )
    told = {one.code: _answer(one, handed) for one in asked}
    kept = kept_facts(asked=asked, said=told, day=local_day(handed.at))
    check_effect(supply=supply, held=held, step=step, facts=kept, at=handed.at)
    write_step(
        actor=handed.crew, supply=supply, step=step, unit_code=held.unit_code, at=handed.at, facts=kept,
        note=handed.order, role=CREW,
    )  # fmt: skip
    write_effect(actor=handed.crew, supply=supply, held=held, step=step, at=handed.at)


def _answer(fact: SupplyFact, handed: HandedOver) -> str:
    if fact.code == CREW:
        return handed.crew.full_name
    if fact.code in ITS_DAY:
        return handed.visited_on.isoformat()
    return str(handed.facts.get(fact.code, ""))


def _asks(supply: Supply, held: CaseHeld, step: str, at: datetime) -> tuple[SupplyFact, ...]:
    return asked_by(service_code=supply.service_code, code=step, day=local_day(at), fields=held.fields)


def _plain(one: SupplyFact) -> Mapping[str, Any]:
    return {
        "code": one.code, "kind": one.kind, "vi": one.vi, "en": one.en, "required": one.is_required,
        "unit": one.unit, "proposed": one.proposed, "choices": [list(each) for each in one.choices],
    }  # fmt: skip


def _address(held: CaseHeld) -> str:
    return str(held.fields.get("supply_address") or held.address)
