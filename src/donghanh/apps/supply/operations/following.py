"""
What follows a move of a case: a supply begins, the application is complete or accepted, or it is over.

Called inside the move's transaction, with the case locked; what it raises undoes the move.
"""

from __future__ import annotations

from donghanh.apps.requests.operations import hold_case
from donghanh.apps.requests.ports import CaseMoved
from donghanh.apps.requests.values import CaseHeld
from donghanh.apps.supply.bridge.chains import chain_of
from donghanh.apps.supply.models import Supply
from donghanh.apps.supply.operations.contract_holds import end_contract
from donghanh.apps.supply.operations.fieldwork import recall_crew
from donghanh.apps.supply.operations.offering import ask_for_place, lapse
from donghanh.apps.supply.operations.writing import codes_of, taken_of, write_step
from donghanh.apps.supply.refusals import CannotTakeStep
from donghanh.engines.supply.steps import missing_steps, next_step

NOT_ACCEPTED = ("received", "incomplete")
CONFIRMED = ("confirm_solved", "close")
OVER = ("withdraw", "refuse")


def follow_case(moved: CaseMoved) -> None:
    """Let the supply of a case follow a move that was just made; a case without a chain has none."""
    supply = Supply.objects.select_for_update().filter(case_code=moved.case).first()
    has_chain = chain_of(service_code=moved.service_code) is not None
    if supply is None and not has_chain:
        return
    held = hold_case(actor=None, code=moved.case)
    supply = supply or _begin(held)
    if moved.move == "reclassify":
        _rechain(supply, held, moved)
    if moved.move in OVER or not has_chain:
        _end(supply, held, moved)
    else:
        _follow(supply, held, moved)


def check_ending(code: str, move: str) -> None:
    """
    Refuse to answer or close the case of a supply by hand while a step is missing.

    raises : CannotTakeStep `steps-missing`, with the steps in both languages
    """
    supply = Supply.objects.filter(case_code=code, is_over=False).first()
    if supply is None:
        return
    missing = missing_steps(chain=codes_of(supply=supply), taken=taken_of(supply=supply))
    if not missing:
        return
    names = {one: (vi, en) for one, vi, en in supply.chain}
    text = f"{code} cannot be ended by hand ({move}); steps that are missing: {', '.join(missing)}."
    raise CannotTakeStep(
        "steps-missing", text, case=code, missing=", ".join(missing),
        vi=", ".join(names[one][0] for one in missing), en=", ".join(names[one][1] for one in missing),
    )  # fmt: skip


def _follow(supply: Supply, held: CaseHeld, moved: CaseMoved) -> None:
    if held.starts_at != supply.arrived_at:
        supply.arrived_at = held.starts_at
        supply.save(update_fields=["arrived_at"])
        if held.starts_at is None:
            lapse(actor=moved.actor, supply=supply, at=moved.at)
        else:
            _take(supply, held, moved, "apply")
            ask_for_place(supply=supply, held=held, at=moved.at)
    if held.state not in NOT_ACCEPTED:
        _take(supply, held, moved, "check")
    if moved.move in CONFIRMED:
        _take(supply, held, moved, "confirm")


def _begin(held: CaseHeld) -> Supply:
    chain = [list(one) for one in held.steps]
    first = next_step(chain=[code for code, _, _ in held.steps], taken=())
    return Supply.objects.create(
        case_code=held.code, service_code=held.service_code, chain=chain, next_step=first
    )


def _rechain(supply: Supply, held: CaseHeld, moved: CaseMoved) -> None:
    """Another service: its steps, and what was taken stays taken; the gift goes by the new service."""
    _recall(supply, held, moved)
    supply.service_code, supply.chain = held.service_code, [list(one) for one in held.steps]
    supply.next_step = next_step(chain=codes_of(supply=supply), taken=taken_of(supply=supply))
    supply.is_over = False
    supply.save()
    lapse(actor=moved.actor, supply=supply, at=moved.at)
    if held.starts_at is not None:
        ask_for_place(supply=supply, held=held, at=moved.at)


def _end(supply: Supply, held: CaseHeld, moved: CaseMoved) -> None:
    """Let go of crew, place and contract: the request is over, or of a service that has no chain."""
    supply.is_over = True
    supply.save(update_fields=["is_over"])
    _recall(supply, held, moved)
    lapse(actor=moved.actor, supply=supply, at=moved.at)
    end_contract(supply=supply, actor=moved.actor, at=moved.at)


def _recall(supply: Supply, held: CaseHeld, moved: CaseMoved) -> None:
    recall_crew(
        actor=moved.actor, supply=supply, unit_code=held.unit_code, move="cancel",
        why=f"request: {moved.move}", at=moved.at,
    )  # fmt: skip


def _take(supply: Supply, held: CaseHeld, moved: CaseMoved, step: str) -> None:
    if supply.next_step == step:
        write_step(actor=moved.actor, supply=supply, step=step, unit_code=held.unit_code, at=moved.at)
