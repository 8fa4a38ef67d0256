"""Plans a visit: the day, the crew, the place in the crew's day; moves it, gives it to another crew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works import ports
from donghanh.apps.works.models import Visit, WorkOrder
from donghanh.apps.works.operations.writing import locked_order, move_order, move_visit, open_visit
from donghanh.apps.works.permissions import check_act
from donghanh.apps.works.queries.crews import crews_of_unit, lacking_qualifications
from donghanh.apps.works.refusals import CannotPlan

POSTPONED = "postponed"


@transaction.atomic
def plan_visit(
    *, actor: Actor, reference: str, day: date, at: datetime, crew: int | None = None,
    avoid: Collection[int] = (), why: str = "",
) -> None:  # fmt: skip
    """
    Plan the order's visit, or move the one that is planned to another day.

    crew   : number of somebody of the unit's crews; left out, it is the one with the fewest visits that
             day who may go; where the unit has nobody, the visit waits for a crew
    avoid  : numbers of those who may not go, for instance who attested the need
    why    : needed when a planned visit is moved
    raises : NotFound, Forbidden; CannotPlan `area-closed`, `crew-not-of-the-unit`, `crew-not-qualified`,
             `crew-apart`; Refused, also by what the order is for, which gets the same day
    """
    check_act(actor=actor)
    order = _locked_after_its_subject(actor=actor, reference=reference)
    status = _open_area(order=order, day=day)
    chosen = _crew(actor=actor, order=order, day=day, crew=crew, avoid=avoid)
    visit = open_visit(order=order)
    if visit is None:
        visit = _new_visit(order=order)
        move = "plan"
    else:
        move = "move"
    visit.day, visit.crew_id, visit.area_status = day, chosen, status
    visit.position, visit.is_placed_by_hand = _last_position(day=day, crew=chosen, but=visit) + 1, False
    move_visit(actor=actor, visit=visit, move=move, at=at, why=why)
    if order.state == "opened":
        move_order(actor=actor, order=order, move="plan", at=at)
    told = {"day": day.isoformat(), "crew": chosen, "why": why.strip()}
    record_act(actor=actor, act=f"work.{move}_visit", subject=f"work:{reference}", facts=told, at=at)
    ports.subject_port(subject=order.subject).planned(
        ports.VisitPlanned(
            order=reference, name=order.subject.partition(":")[2], planner=actor, day=day, at=at,
            why=why.strip() or _why_again(visit),
        )
    )  # fmt: skip


@transaction.atomic
def reassign_visit(*, actor: Actor, reference: str, crew: int, at: datetime, why: str = "") -> None:
    """
    Give the order's open visit to another crew of the unit.

    raises : NotFound, Forbidden; CannotPlan `no-open-visit` and those of `plan_visit`
    """
    check_act(actor=actor)
    order = locked_order(actor=actor, reference=reference)
    visit = open_visit(order=order)
    if visit is None:
        raise CannotPlan("no-open-visit", f"{reference} has no open visit. Plan one first.", order=reference)
    before = visit.crew_id
    visit.crew_id = _crew(actor=actor, order=order, day=visit.day, crew=crew, avoid=())
    visit.position = _last_position(day=visit.day, crew=crew, but=visit) + 1
    move_visit(actor=actor, visit=visit, move="reassign", at=at, why=why, facts={"from_crew": before})
    told = {"from_crew": before, "crew": crew}
    record_act(actor=actor, act="work.reassign_visit", subject=f"work:{reference}", facts=told, at=at)


def _locked_after_its_subject(*, actor: Actor, reference: str) -> WorkOrder:
    """Lock what the order is for first, as whoever moves that thing itself does."""
    subject = WorkOrder.objects.filter(reference=reference).values_list("subject", flat=True).first()
    ports.lock_subject(subject=subject or "")
    return locked_order(actor=actor, reference=reference)


def _why_again(visit: Visit) -> str:
    """Why the visit before was not possible; empty where none was."""
    if visit.follows is None:
        return ""
    return str(visit.follows.moves.filter(move="fail").values_list("why", flat=True).first() or "")


def _new_visit(*, order: WorkOrder) -> Visit:
    before = order.visits.order_by("-id").first()
    return Visit(order=order, state="", follows=before if before and before.state == "not_possible" else None)


def _open_area(*, order: WorkOrder, day: date) -> str:
    """The area's status on the day; refused where the campaign's way postpones the visit."""
    status = organisation.area_status_on(day=day).get(order.commune_code, "normal")
    if order.safety.get(status, {}).get("visit") == POSTPONED:
        raise CannotPlan(
            "area-closed",
            f"Commune {order.commune_code} is {status} on {day:%d/%m/%Y}: the visit waits. "
            "Next: choose a day after the status ends.",
            commune_code=order.commune_code, status=status, day=day.isoformat(),
        )  # fmt: skip
    return status


def _crew(
    *, actor: Actor, order: WorkOrder, day: date, crew: int | None, avoid: Collection[int]
) -> int | None:
    known = {one.staff_id: one for one in crews_of_unit(actor=actor, unit_code=order.unit_id, day=day)}
    lacking = lacking_qualifications(staff_ids=known, words=order.frozen["crew"], day=day)
    if crew is None:
        fit = [number for number in known if number not in avoid and not lacking[number]]
        visits = Counter(Visit.objects.filter(day=day, crew_id__in=fit).values_list("crew_id", flat=True))
        return min(fit, key=lambda number: (visits[number], number), default=None)
    if crew not in known:
        raise CannotPlan(
            "crew-not-of-the-unit", f"{crew} is in no crew of {order.unit_id} on {day}.", crew=crew
        )
    if crew in avoid:
        raise CannotPlan("crew-apart", f"{known[crew].full_name} attested the need: another goes.", crew=crew)
    if lacking[crew]:
        raise CannotPlan(
            "crew-not-qualified",
            f"{known[crew].full_name} lacks {', '.join(lacking[crew])}. Choose another, or record it.",
            crew=crew, lacking=lacking[crew],
        )  # fmt: skip
    return crew


def _last_position(*, day: date, crew: int | None, but: Visit) -> int:
    same = Visit.objects.filter(day=day, crew_id=crew).exclude(pk=but.pk)
    return int(same.aggregate(last=Max("position"))["last"] or 0)
