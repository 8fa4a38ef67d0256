"""Follows up what an answer said: released to the unit, explained by it, settled by the company."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import ConfirmationCase
from donghanh.apps.programmes.operations.life_moves import write_life_move
from donghanh.apps.programmes.permissions import check_act
from donghanh.apps.programmes.queries.confirmation_cases import may_see_case
from donghanh.apps.programmes.refusals import NotFound
from donghanh.engines.programmes.confirmation_lives import CASE


@transaction.atomic
def move_case(*, actor: Actor, case: int, move: str, why: str, at: datetime) -> str:
    """
    Make one move of a case and answer its state.

    raises : NotFound, also for a unit to which the case was not released; Forbidden; CannotMove
    """
    staff_id = check_act(actor=actor)
    row = (
        ConfirmationCase.objects.select_for_update(of=("self",))
        .select_related("answer__sampled__benefit", "answer__sampled__round")
        .filter(pk=case)
        .first()
    )
    if row is None or not may_see_case(actor=actor, row=row):
        raise NotFound("case", case)
    roles = actor.roles_in_unit(row.answer.sampled.unit_id)
    state = write_life_move(life=CASE, row=row, move=move, roles=roles, by=staff_id, at=at, why=why)
    told = {"state": state, "why": why.strip()}
    record_act(actor=actor, act=f"confirmation_case.{move}", subject=f"case:{case}", facts=told, at=at)
    return state
