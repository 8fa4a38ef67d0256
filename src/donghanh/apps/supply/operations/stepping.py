"""Takes the next step of a supply: checked order, who and when, what it writes, and whom it sends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests import operations as requests
from donghanh.apps.requests.bridge.clocks import local_day
from donghanh.apps.requests.operations import hold_case
from donghanh.apps.requests.permissions import handling_roles
from donghanh.apps.requests.values import CaseHeld
from donghanh.apps.supply.bridge.chains import asked_by, told_with
from donghanh.apps.supply.bridge.facts import kept_facts
from donghanh.apps.supply.models import Supply
from donghanh.apps.supply.operations.answering import put_on_board
from donghanh.apps.supply.operations.contract_holds import check_not_offered
from donghanh.apps.supply.operations.effects import check_effect, write_effect
from donghanh.apps.supply.operations.fieldwork import BY_HAND, recall_crew, send_crew
from donghanh.apps.supply.operations.writing import codes_of, locked_supply, taken_of, write_step
from donghanh.apps.supply.refusals import CannotTakeStep
from donghanh.engines.supply import steps as life

NOT_BEGUN = ("received", "accepted", "reopened")
OPEN_END = ("under_way", *NOT_BEGUN)


@transaction.atomic
def take_step(
    *, actor: Actor, case_code: str, step: str, now: datetime, facts: Mapping[str, object] | None = None,
    note: str = "", text: str = "", key: str = "",
) -> str:  # fmt: skip
    """
    Take the next step of a supply and answer which step comes then; empty when none does.

    The clock of the case runs on as it did; the step that ends answers the customer, and the clock stops.

    facts  : what the step asks for, by code
    text   : what the customer is told by the step that ends; the lawbook's words when left empty
    key    : of a click; sent twice, the second changes nothing
    raises : NotFound, Forbidden; CannotTakeStep; of a step that writes the registers also
             `customers.CannotOpenCustomer`, `CannotEndContract`, `metering.CannotOpenPoint`, `CannotHang`;
             of the case CannotMoveCase
    """
    held = hold_case(actor=actor, code=case_code)
    supply = locked_supply(case_code=case_code)
    if key and _is_done(supply, step, key):
        return str(supply.next_step)
    rule = _checked(actor, supply, held, step)
    if rule.comes == life.CUSTOMER:
        _move_case(actor, held, step, now, key)
        supply.refresh_from_db()
    else:
        _record(actor, supply, held, rule, facts or {}, note, text, now, key)
    put_on_board(actor=actor, supply=supply, held=held, at=now)
    send_crew(actor=actor, supply=supply, held=held, at=now, day=_agreed_day(rule, facts or {}))
    return str(supply.next_step)


def _agreed_day(rule: life.Step, facts: Mapping[str, object]) -> date | None:
    """The day that was agreed as the work was ordered; it was checked with the step."""
    return date.fromisoformat(str(facts["planned_on"]).strip()) if rule.name == "order" else None


def _is_done(supply: Supply, step: str, key: str) -> bool:
    """Answer whether this click was carried out; a step that the case took keeps no key of its own."""
    rule = life.STEPS.get(step)
    mine = supply.steps.filter(step=step)
    return rule is not None and (mine if rule.comes == life.CUSTOMER else mine.filter(key=key)).exists()


def _checked(actor: Actor, supply: Supply, held: CaseHeld, step: str) -> life.Step:
    try:
        return life.check_step(
            chain=codes_of(supply=supply), taken=taken_of(supply=supply), step=step,
            roles=handling_roles(actor=actor, unit_code=held.unit_code), is_over=supply.is_over,
        )  # fmt: skip
    except life.CannotStep as reason:
        raise CannotTakeStep(reason.rule, str(reason), case=held.code, **reason.facts) from reason


def _move_case(actor: Actor, held: CaseHeld, step: str, now: datetime, key: str) -> None:
    """Two steps are moves of the case: they are made there, and the supply follows."""
    if step == "check":
        requests.accept_case(actor=actor, code=held.code, now=now, key=key)
    elif step == "apply":
        requests.complete_application(actor=actor, code=held.code, now=now, key=key)
    else:
        text = "The customer confirms on the tracking page, or a clerk on the page of the request."
        raise CannotTakeStep("case-takes-step", text, step=step)


def _record(
    actor: Actor, supply: Supply, held: CaseHeld, rule: life.Step, said: Mapping[str, object], note: str,
    text: str, now: datetime, key: str,
) -> None:  # fmt: skip
    if held.state == "waiting":
        raise CannotTakeStep("clock-stands", "The case is paused. Next: resume it.", case=held.code)
    check_not_offered(supply=supply, step=rule.name)
    day = local_day(now)
    asked = asked_by(service_code=supply.service_code, code=rule.name, day=day)
    kept = kept_facts(asked=asked, said=said, day=day)
    check_effect(supply=supply, held=held, step=rule.name, facts=kept, at=now)
    if held.state in NOT_BEGUN:
        requests.start_case(actor=actor, code=held.code, now=now)
    write_step(
        actor=actor, supply=supply, step=rule.name, unit_code=held.unit_code, at=now, facts=kept, note=note,
        key=key,
    )  # fmt: skip
    write_effect(actor=actor, supply=supply, held=held, step=rule.name, at=now)
    if rule.by_crew:
        recall_crew(actor=actor, supply=supply, unit_code=held.unit_code, move="close", why=BY_HAND, at=now)
    if rule.ends:
        _end(actor, supply, held, rule, text, now)


def _end(actor: Actor, supply: Supply, held: CaseHeld, rule: life.Step, text: str, now: datetime) -> None:
    """Answer the customer."""
    if held.state in OPEN_END:
        ready = told_with(code=rule.name, day=local_day(now))
        requests.answer_case(actor=actor, code=held.code, text=text.strip() or ready, now=now)
