"""The order of a crew's day: proposed for least travel, changed by hand, and kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works.models import Visit
from donghanh.apps.works.permissions import check_plan
from donghanh.apps.works.queries.days import OPEN, Proposal, day_rows, proposal_of
from donghanh.apps.works.refusals import CannotPlan, NotFound


@transaction.atomic
def arrange_day(
    *, actor: Actor, day: date, crew_id: int | None, at: datetime, seen: tuple[str, ...] = ()
) -> Proposal:
    """
    Put a crew's open visits of a day in the order of least travel and keep it.

    seen   : the orders as the proposal showed them; when the day has changed since, nothing is done
    raises : NotFound; Forbidden; CannotPlan `day-changed`
    """
    rows = _locked_day(actor=actor, day=day, crew_id=crew_id)
    found = proposal_of(rows)
    if seen and seen != found.proposed:
        raise CannotPlan(
            "day-changed", "The day has other visits than when the order was proposed. Look again.",
            day=day.isoformat(), seen=list(seen),
        )  # fmt: skip
    _keep(rows, found.proposed, by_hand=False)
    told = {"crew": crew_id, "orders": list(found.proposed), "metres": found.metres_after}
    record_act(actor=actor, act="work.arrange_day", subject=f"works:{day.isoformat()}", facts=told, at=at)
    return found


@transaction.atomic
def place_visit(*, actor: Actor, reference: str, day: date, up: bool, at: datetime) -> None:
    """
    Move an order's visit one place up or down in its crew's day; at the end of the day nothing changes.

    raises : NotFound; Forbidden
    """
    visit = Visit.objects.filter(order__reference=reference, day=day, state__in=OPEN).first()
    if visit is None:
        raise NotFound("visit", f"{reference} {day.isoformat()}")
    rows = _locked_day(actor=actor, day=day, crew_id=visit.crew_id)
    names = [row.order.reference for row in rows]
    if reference not in names:
        raise NotFound("visit", reference)
    place = names.index(reference)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(names):
        return
    names[place], names[other] = names[other], names[place]
    _keep(rows, tuple(names), by_hand=True)
    told = {"day": day.isoformat(), "orders": names}
    record_act(actor=actor, act="work.place_visit", subject=f"work:{reference}", facts=told, at=at)


def _locked_day(*, actor: Actor, day: date, crew_id: int | None) -> list[Visit]:
    rows = day_rows(actor=actor, day=day, crew_id=crew_id)
    if not rows:
        raise NotFound("day", f"{day.isoformat()} {crew_id or ''}".strip())
    for unit_code in {row.order.unit_id for row in rows}:
        check_plan(actor=actor, unit_code=unit_code)
    list(Visit.objects.select_for_update().filter(pk__in=[row.pk for row in rows]).order_by("pk"))
    return day_rows(actor=actor, day=day, crew_id=crew_id)


def _keep(rows: list[Visit], names: tuple[str, ...], *, by_hand: bool) -> None:
    for row in rows:
        row.position = names.index(row.order.reference) + 1
        row.is_placed_by_hand = by_hand
    Visit.objects.bulk_update(rows, ["position", "is_placed_by_hand"])
