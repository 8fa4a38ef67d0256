"""Writes the moves of orders and visits, inside a caller's transaction; the rows are locked by the caller."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works.models import Visit, WorkMove, WorkOrder
from donghanh.apps.works.permissions import roles_at
from donghanh.apps.works.queries.sight import orders_seen
from donghanh.apps.works.refusals import NotFound, Refused
from donghanh.engines.works.moves import ORDER, VISIT, CannotMoveWork, Life, check_move

COMPANY_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def locked_order(*, actor: Actor, reference: str) -> WorkOrder:
    """
    Lock an order that the actor sees.

    raises : NotFound
    """
    found = locked(reference=reference)
    if not orders_seen(actor=actor).filter(pk=found.pk).exists():
        raise NotFound("order", reference)
    return found


def locked(*, reference: str) -> WorkOrder:
    """Lock an order, whoever asks; for callers that check the sight themselves."""
    found = WorkOrder.objects.select_for_update(of=("self",)).filter(reference=reference).first()
    if found is None:
        raise NotFound("order", reference)
    return found


def open_visit(*, order: WorkOrder) -> Visit | None:
    """The order's visit that is still to be made, or is being made."""
    return order.visits.filter(state__in=("planned", "arrived")).first()


def move_order(
    *, actor: Actor, order: WorkOrder, move: str, at: datetime, why: str = "",
    facts: Mapping[str, object] | None = None,
) -> None:  # fmt: skip
    """Check and write a move of an order."""
    before, order.state = order.state, _checked(actor, order, ORDER, order.state, move, why)
    order.save()
    _write(actor, order, None, ORDER, move, before, order.state, at, why, facts)


def move_visit(
    *, actor: Actor, visit: Visit, move: str, at: datetime, why: str = "",
    facts: Mapping[str, object] | None = None,
) -> None:  # fmt: skip
    """Check and write a move of a visit; what else the caller changed of the visit is saved with it."""
    order = visit.order
    before, visit.state = visit.state, _checked(actor, order, VISIT, visit.state, move, why)
    visit.save()
    told = {"day": visit.day.isoformat(), "crew": visit.crew_id, **(facts or {})}
    _write(actor, order, visit, VISIT, move, before, visit.state, at, why, told)


def _checked(actor: Actor, order: WorkOrder, life: Life, state: str, move: str, why: str) -> str:
    roles = roles_at(actor=actor, unit_code=order.unit_id, commune_code=order.commune_code)
    try:
        return check_move(life=life, state=state, move=move, roles=roles, reason=why)
    except CannotMoveWork as reason:
        raise Refused(reason.rule, str(reason), order=order.reference, **reason.facts) from reason


def _write(
    actor: Actor, order: WorkOrder, visit: Visit | None, life: Life, move: str, before: str, after: str,
    at: datetime, why: str, facts: Mapping[str, object] | None,
) -> None:  # fmt: skip
    roles = roles_at(actor=actor, unit_code=order.unit_id, commune_code=order.commune_code)
    WorkMove.objects.create(
        order=order, visit=visit, move=move, from_state=before, to_state=after, by_id=actor.staff_id,
        as_role=min(roles & life.moves[move].roles), why=why.strip(), facts=dict(facts or {}), product_at=at,
    )  # fmt: skip
