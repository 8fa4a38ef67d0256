"""
The cases that answers opened: all for the company, for a unit those that the company has released to it.

A unit reads the kind of the case and what was said of it since; the beneficiary's own words stay with the
company.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.confirmation_permissions import may_see_rounds
from donghanh.apps.programmes.models import ConfirmationCase, ConfirmationCaseMove
from donghanh.apps.programmes.refusals import NotFound
from donghanh.engines.programmes.confirmation_lives import CASE
from donghanh.engines.programmes.duties import Act, moves_open_to


@dataclass(frozen=True)
class ConfirmationCaseStepLine:
    """One row of a case's story; `by` is empty where the beneficiary spoke."""

    move: str
    by: str
    why: str
    at: datetime


@dataclass(frozen=True)
class ConfirmationCaseLine:
    """A case: what is the matter, since when, until when it is to be settled, what was said of it."""

    id: int
    kind: str
    state: str
    reference: str
    benefit_state: str
    activity_code: str
    activity_vi: str
    activity_en: str
    unit_code: str
    words: str
    opened_on: date
    due_on: date
    is_late: bool
    moves: tuple[ConfirmationCaseStepLine, ...]
    open_moves: tuple[str, ...]


def cases(
    *, actor: Actor, campaign_code: str, day: date, is_open: bool = False
) -> tuple[ConfirmationCaseLine, ...]:
    """The cases in sight, those due first at the top; `is_open` leaves out what is settled."""
    rows = _seen(actor).filter(answer__sampled__round__campaign__code=campaign_code)
    if is_open:
        rows = rows.exclude(state="settled")
    return tuple(_line(row, actor, day) for row in rows.order_by("due_on", "id"))


def case(*, actor: Actor, case_id: int, day: date) -> ConfirmationCaseLine:
    """One case. raises : NotFound, also for a unit to which it was not released"""
    row = _seen(actor).filter(pk=case_id).first()
    if row is None:
        raise NotFound("case", case_id)
    return _line(row, actor, day)


def may_see_case(*, actor: Actor, row: ConfirmationCase) -> bool:
    """Whether the actor sees a case: the company always, its unit once it was released."""
    if may_see_rounds(actor=actor):
        return True
    of_the_unit = actor.roles_in_unit(row.answer.sampled.unit_id) & {"unit_head", "unit_officer"}
    return bool(of_the_unit) and row.moves.filter(move="release").exists()


def _seen(actor: Actor) -> QuerySet[ConfirmationCase]:
    rows = ConfirmationCase.objects.select_related(
        "answer__sampled__benefit__activity", "answer__sampled__round"
    ).prefetch_related("moves__by")
    if may_see_rounds(actor=actor):
        return rows
    units = {g.unit_code for g in actor.grants if g.role in ("unit_head", "unit_officer") and g.unit_code}
    released = ConfirmationCaseMove.objects.filter(case=OuterRef("pk"), move="release")
    return rows.filter(Q(answer__sampled__unit_id__in=units), Exists(released))


def _line(row: Any, actor: Actor, day: date) -> ConfirmationCaseLine:
    sampled = row.answer.sampled
    moves = list(row.moves.all())
    roles = actor.roles_in_unit(sampled.unit_id)
    possible = (
        moves_open_to(
            state=row.state, roles=roles, actor_id=actor.staff_id, life=CASE,
            history=[Act(one.move, one.by_id) for one in moves],
        )
        if actor.may_change and actor.staff_id is not None
        else ()
    )  # fmt: skip
    return ConfirmationCaseLine(
        id=row.pk, kind=row.kind, state=row.state, reference=sampled.benefit.reference,
        benefit_state=sampled.benefit.state, activity_code=sampled.activity_code,
        activity_vi=sampled.benefit.activity.short_vi, activity_en=sampled.benefit.activity.short_en,
        unit_code=sampled.unit_id, words=row.answer.words if may_see_rounds(actor=actor) else "",
        opened_on=row.answer.on, due_on=row.due_on, is_late=row.state != "settled" and day > row.due_on,
        moves=tuple(
            ConfirmationCaseStepLine(
                one.move, one.by.full_name if one.by else "", one.why, one.product_at
            )
            for one in moves
        ),
        open_moves=tuple(one.name for one in possible),
    )  # fmt: skip
