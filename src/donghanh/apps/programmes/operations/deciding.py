"""
Decides what a suspicion is: one household, two households, or one that may have both for once.

A decision is a row with who, in which role, when and why; a later one points back to the former. Who decides
sees both sides: where the other one is of another unit, the company decides.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Benefit, Suspicion, SuspicionDecision
from donghanh.apps.programmes.permissions import check_act, may_see_benefit, roles_at
from donghanh.apps.programmes.queries.waiting import sees_other, undecided
from donghanh.apps.programmes.refusals import CannotDecide, NotFound
from donghanh.engines.programmes.duties import check_move
from donghanh.engines.programmes.moves import move_named
from donghanh.engines.programmes.suspicions import SUSPICION


@transaction.atomic
def decide_suspicion(*, actor: Actor, number: int, verdict: str, why: str, at: datetime) -> str:
    """
    Decide one suspicion and answer its new state.

    verdict : decide_same, decide_another or allow_both
    raises  : Forbidden; NotFound, also for one out of sight; CannotDecide `company-decides`, when the other
              side is out of sight; CannotMove (unknown verdict, decided so already, role, reason missing)
    """
    staff_id = check_act(actor=actor)
    suspicion = _locked(actor=actor, number=number)
    benefit = suspicion.benefit
    roles = roles_at(actor=actor, unit_code=benefit.unit_id, commune_code=benefit.commune_code)
    before = suspicion.state
    state = check_move(
        move=verdict, state=before, roles=roles, actor_id=staff_id, history=[], reason=why, life=SUSPICION
    )
    SuspicionDecision.objects.create(
        suspicion=suspicion, move=verdict, from_state=before, to_state=state, by_id=staff_id,
        as_role=min(roles & move_named(move=verdict, life=SUSPICION).roles), why=why.strip(),
        former=suspicion.decisions.order_by("-id").first(), product_at=at,
    )  # fmt: skip
    suspicion.state = state
    suspicion.save(update_fields=["state"])
    record_act(
        actor=actor, act=f"suspicion.{verdict}", subject=f"{benefit.reference}#{number}",
        facts={"from": before, "to": state, "why": why}, at=at,
    )  # fmt: skip
    return state


def settle_suspicions(
    *, actor: Actor, reference: str, verdict: str, why: str, at: datetime
) -> tuple[int, ...]:
    """
    Decide alike all suspicions of one benefit that still wait and whose both sides the actor sees.

    returns : the numbers of those decided
    raises  : NotFound, also for a benefit out of sight; otherwise as `decide_suspicion`
    """
    benefit = Benefit.objects.filter(reference=reference).first()
    if benefit is None or not _sees(actor, benefit):
        raise NotFound("benefit", reference)
    waiting = undecided(benefit=benefit).select_related("other", "customer")
    numbers = [one.pk for one in waiting.order_by("id") if sees_other(actor=actor, suspicion=one)]
    for number in numbers:
        decide_suspicion(actor=actor, number=number, verdict=verdict, why=why, at=at)
    return tuple(numbers)


def _locked(*, actor: Actor, number: int) -> Suspicion:
    found = (
        Suspicion.objects.select_for_update(of=("self",))
        .select_related("benefit", "other", "customer")
        .filter(pk=number)
        .first()
    )
    if found is None or not _sees(actor, found.benefit):
        raise NotFound("suspicion", number)
    if not sees_other(actor=actor, suspicion=found):
        raise CannotDecide(
            "company-decides",
            f"The other side of suspicion {number} is of another place. Next: ask the company to decide.",
            number=number,
        )
    return found


def _sees(actor: Actor, benefit: Benefit) -> bool:
    return may_see_benefit(actor=actor, unit_code=benefit.unit_id, commune_code=benefit.commune_code)
