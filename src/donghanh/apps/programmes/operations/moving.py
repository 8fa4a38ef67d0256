"""
Makes the moves of a benefit's life: checked against the dictionary, the duties, the quota; then written.

One move is one transaction and one row of the story. The benefit's row is locked first, so two people
who press the same button at once make one move, and the second is told what the first did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Activity, Benefit, BenefitMove
from donghanh.apps.programmes.operations.goods import follow_with_goods
from donghanh.apps.programmes.operations.household_checks import LOOKED_AT, check_household
from donghanh.apps.programmes.operations.places import check_approval, free_place, take_place
from donghanh.apps.programmes.operations.visits import check_visit
from donghanh.apps.programmes.operations.works import check_delivery, follow_move
from donghanh.apps.programmes.permissions import check_act, may_see_benefit, roles_at, roles_for_move
from donghanh.apps.programmes.refusals import NotFound, Refused, StandsInTheWay
from donghanh.engines.programmes.duties import Act, check_move
from donghanh.engines.programmes.lives import CannotMove, NotForThisRole
from donghanh.engines.programmes.moves import BENEFICIARY, BENEFIT, move_named

COMPANY_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ENDINGS = frozenset(BENEFIT.exits)
OWN_WORD = frozenset({"nominate", "withdraw"})
"""What a beneficiary may do in person, whichever clerks an activity asks for."""
PLACES_AT_STAKE = frozenset({"approve", "allot"})


@dataclass(frozen=True)
class Outcome:
    """What became of each benefit of a bulk act: moved, or refused with the reason."""

    moved: tuple[str, ...]
    refused: Mapping[str, Exception] = field(default_factory=dict)


@transaction.atomic
def make_move(
    *,
    actor: Actor,
    reference: str,
    move: str,
    at: datetime,
    why: str = "",
    facts: Mapping[str, object] | None = None,
    scheduled_on: date | None = None,
) -> str:
    """
    Make one move of one benefit and answer its new state.

    at     : the product's instant, aware
    raises : NotFound; Forbidden; CannotMove (state, role, duties, reason); QuotaFull;
             StandsInTheWay (check, approve: a suspicion, a stacking rule);
             Refused `day-missing` when a schedule names no day, `prize-has-an-alternate` when a draw's
             prize is to be declared unclaimed here (`prizes.state_prize_unclaimed` does that)
    """
    check_act(actor=actor)
    benefit = locked_benefit(actor=actor, reference=reference, move=move)
    if move == "declare_unclaimed" and benefit.origin == "draw":
        raise Refused(
            "prize-has-an-alternate",
            f"{reference} is a draw's prize: whether it was claimed is stated at the draw, which brings the "
            "next alternate in.",
            reference=reference,
        )
    state = write_move(
        actor=actor, benefit=benefit, move=move, at=at, why=why, facts=facts, scheduled_on=scheduled_on
    )
    record_act(
        actor=actor, act=f"benefit.{move}", subject=reference, facts={"state": state, "why": why}, at=at
    )
    return state


def make_moves(
    *, actor: Actor, references: Iterable[str], move: str, at: datetime, why: str = "",
    scheduled_on: date | None = None,
) -> Outcome:  # fmt: skip
    """
    Make the same move of many benefits, each in its own transaction; what is refused does not stop the rest.

    raises : Forbidden, when the actor may change nothing at all
    """
    check_act(actor=actor)
    moved: list[str] = []
    refused: dict[str, Exception] = {}
    for reference in dict.fromkeys(references):
        try:
            make_move(actor=actor, reference=reference, move=move, at=at, why=why, scheduled_on=scheduled_on)
            moved.append(reference)
        except (CannotMove, Refused) as reason:
            refused[reference] = reason
    return Outcome(moved=tuple(moved), refused=refused)


def write_move(
    *,
    actor: Actor,
    benefit: Benefit,
    move: str,
    at: datetime,
    why: str = "",
    facts: Mapping[str, object] | None = None,
    scheduled_on: date | None = None,
    order: str = "",
    as_beneficiary: bool = False,
    is_looked_at: bool = False,
) -> str:
    """
    Check and write a move of a benefit that the caller has locked, inside the caller's transaction.

    order : the work order that brings this move: its hand-over a delivery (`scheduled_on` is then its
            day), its visit another day
    as_beneficiary : the beneficiary speaks, and the actor only passes it on; whoever delivered still may not
    is_looked_at : the caller has asked `household_checks` already, for a whole list at once
    """
    held = (
        frozenset({BENEFICIARY})
        if as_beneficiary
        else roles_at(actor=actor, unit_code=benefit.unit_id, commune_code=benefit.commune_code)
    )
    narrowed = {} if as_beneficiary and move in OWN_WORD else benefit.activity.terms.get("roles", {})
    roles = roles_for_move(roles=held, move=move, narrowed=narrowed)
    state = check_move(
        move=move,
        state=benefit.state,
        roles=or_told_why_not(roles=roles, held=held, benefit=benefit, move=move),
        actor_id=actor.staff_id,
        history=_history(benefit),
        reason=why,
    )
    if move in LOOKED_AT and not is_looked_at:
        check_household(actor=actor, benefit=benefit, move=move)
    today = at.astimezone(COMPANY_ZONE).date()
    day = scheduled_on if order and scheduled_on else today
    _follow_up(benefit=benefit, move=move, state=state, scheduled_on=scheduled_on, day=day)
    if move == "deliver":
        check_delivery(benefit=benefit, order=order)
    given = dict(facts or {})
    given |= follow_with_goods(
        actor=actor, benefit=benefit, move=move, state=state, at=at, why=why, facts=given
    )
    _append(actor=actor, benefit=benefit, move=move, state=state, roles=roles, at=at, why=why, facts=given)
    benefit.state = state
    benefit.save(update_fields=["state", "place_number", "scheduled_on"])
    method = str((facts or {}).get("method_of_work", ""))
    follow_move(actor=actor, benefit=benefit, move=move, at=at, why=why, method=method, order=order)
    return state


def check_unless_in_the_way(
    *, actor: Actor, benefit: Benefit, at: datetime, facts: Mapping[str, object]
) -> None:
    """Check what a rule or a draw has chosen; what a person must look at first stays nominated."""
    try:
        write_move(actor=actor, benefit=benefit, move="check", at=at, facts=facts)
    except StandsInTheWay:
        return


def or_told_why_not(
    *, roles: frozenset[str], held: frozenset[str], benefit: Benefit, move: str
) -> frozenset[str]:
    """Say which roles the activity asks for, where it asks for fewer than the dictionary of moves allows."""
    allowed = move_named(move=move).roles
    if held & allowed and not roles & allowed:
        expected = sorted(allowed & set(benefit.activity.terms["roles"][move]))
        raise NotForThisRole(
            f"'{move}' of '{benefit.activity.code}' is for {', '.join(expected)}.",
            move=move,
            expected=tuple(expected),
            roles=tuple(sorted(held)),
        )
    return roles


def _follow_up(*, benefit: Benefit, move: str, state: str, scheduled_on: date | None, day: date) -> None:
    if move == "approve":
        check_approval(benefit=benefit)
    if move == "allot":
        take_place(benefit=benefit)
    if move == "deliver":
        check_visit(benefit=benefit, day=day)
    if state in ENDINGS:
        free_place(benefit=benefit)
    if move in {"schedule", "reschedule"}:
        if scheduled_on is None:
            raise Refused("day-missing", f"'{move}' needs the day of the visit. Give it.", move=move)
        check_visit(benefit=benefit, day=scheduled_on)
        benefit.scheduled_on = scheduled_on


def _append(
    *, actor: Actor, benefit: Benefit, move: str, state: str, roles: frozenset[str], at: datetime,
    why: str, facts: Mapping[str, object] | None,
) -> None:  # fmt: skip
    given = dict(facts or {})
    if benefit.scheduled_on and move in {"schedule", "reschedule"}:
        given["scheduled_on"] = benefit.scheduled_on.isoformat()
    move_row(
        actor=actor, benefit=benefit, move=move, state=state, roles=roles, at=at, why=why, facts=given
    ).save()


def move_row(
    *, actor: Actor, benefit: Benefit, move: str, state: str, roles: frozenset[str], at: datetime,
    why: str, facts: Mapping[str, object],
) -> BenefitMove:  # fmt: skip
    """A move that was checked, as a row that is still to be written."""
    return BenefitMove(
        benefit=benefit,
        move=move,
        from_state=benefit.state,
        to_state=state,
        by_id=actor.staff_id,
        as_role=min(roles & move_named(move=move).roles),
        why=why.strip(),
        facts=dict(facts),
        on=at.astimezone(COMPANY_ZONE).date(),
        product_at=at,
    )


def _history(benefit: Benefit) -> list[Act]:
    if benefit.pk is None:
        return []
    return [Act(move, by) for move, by in benefit.moves.order_by("id").values_list("move", "by_id")]


def locked_benefit(*, actor: Actor, reference: str, move: str) -> Benefit:
    """Lock the benefit; its activity first when places are at stake, as approvals of lists do."""
    if move in PLACES_AT_STAKE:
        Activity.objects.select_for_update(of=("self",)).filter(benefits__reference=reference).first()
    found = (
        Benefit.objects.select_for_update(of=("self",))
        .select_related("activity")
        .filter(reference=reference)
        .first()
    )
    if found is None or not may_see_benefit(
        actor=actor, unit_code=found.unit_id, commune_code=found.commune_code
    ):
        raise NotFound("benefit", reference)
    return found
