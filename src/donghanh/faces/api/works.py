"""Works over the API: visits of a day, orders, planning, the order of a crew's day; personal data masked."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints

from donghanh.apps.works import operations, queries
from donghanh.faces.api.asked import Code, CodeOrNone, Day, DayAsked, Number, Reason, Sent
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now, today

router = Router(tags=["works"])
Subject = Annotated[str, StringConstraints(pattern=r"^([a-z_]+:[A-Za-z0-9._-]+)?$", max_length=120)]
References = Annotated[list[Code], Field(max_length=500)]


class VisitsWanted(Schema):
    """What the visits of a day are narrowed to; `crew` is the number of a staff member."""

    day: DayAsked = None
    unit: CodeOrNone = ""
    crew: Number | None = None
    state: CodeOrNone = ""


class OrdersWanted(Schema):
    """What the orders are narrowed to."""

    unit: CodeOrNone = ""
    state: CodeOrNone = ""
    kind: CodeOrNone = ""
    subject: Subject = ""
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


class VisitPlanned(Sent):
    """The day of an order's visit; `crew` left out is the one with the fewest visits that day."""

    day: Day
    crew: Number | None = None
    why: Reason = ""


class CrewChosen(Sent):
    """Who makes the order's open visit instead."""

    crew: Number
    why: Reason = ""


class Cancelled(Sent):
    """Why an order is cancelled."""

    why: Reason


class Arranged(Sent):
    """Whose day is arranged (null: visits without a crew); `seen` are the orders as the proposal had them."""

    crew: Number | None = None
    seen: References = Field(default_factory=list)


class Placed(Sent):
    """One place up or down in the crew's day."""

    up: bool


@router.get("/works/visits", response={200: list[queries.VisitRow]} | REFUSALS)
def work_visits(request: HttpRequest, wanted: Query[VisitsWanted]) -> object:
    """The visits of a day in sight, by unit, crew and place in the crew's day."""
    return list(
        queries.visits_of_day(
            actor=actor_of(request), day=wanted.day or today(), unit_code=wanted.unit, crew_id=wanted.crew,
            state=wanted.state,
        )
    )  # fmt: skip


@router.get("/works/orders", response={200: queries.OrderPage} | REFUSALS)
def work_orders(request: HttpRequest, wanted: Query[OrdersWanted]) -> object:
    """The orders in sight, the latest first, a page at a time."""
    return queries.order_list(
        actor=actor_of(request), unit_code=wanted.unit, state=wanted.state, kind=wanted.kind,
        subject=wanted.subject, page=wanted.page,
    )  # fmt: skip


@router.get("/works/orders/{order}", response={200: queries.OrderStory} | REFUSALS)
def work_order(request: HttpRequest, order: Code) -> object:
    """One order with its steps, visits, records and materials; address and telephone masked."""
    return queries.order_story(actor=actor_of(request), reference=order, day=today())


@router.post("/works/orders/{order}/visits", response={200: queries.OrderStory} | REFUSALS)
def plan_work_visit(request: HttpRequest, order: Code, wanted: VisitPlanned) -> object:
    """Plan the order's visit, or move the one that is planned."""
    operations.plan_visit(
        actor=actor_of(request), reference=order, day=wanted.day, at=now(), crew=wanted.crew, why=wanted.why
    )
    return queries.order_story(actor=actor_of(request), reference=order, day=today())


@router.post("/works/orders/{order}/crew", response={200: queries.OrderStory} | REFUSALS)
def reassign_work_visit(request: HttpRequest, order: Code, wanted: CrewChosen) -> object:
    """Give the order's open visit to another crew of the unit."""
    operations.reassign_visit(
        actor=actor_of(request), reference=order, crew=wanted.crew, at=now(), why=wanted.why
    )
    return queries.order_story(actor=actor_of(request), reference=order, day=today())


@router.post("/works/orders/{order}/cancel", response={200: queries.OrderStory} | REFUSALS)
def cancel_work_order(request: HttpRequest, order: Code, wanted: Cancelled) -> object:
    """Cancel an order and the visit that was still to be made."""
    operations.cancel_order(actor=actor_of(request), reference=order, why=wanted.why, at=now())
    return queries.order_story(actor=actor_of(request), reference=order, day=today())


@router.post("/works/orders/{order}/place/{day}", response={200: list[queries.VisitRow]} | REFUSALS)
def place_work_visit(request: HttpRequest, order: Code, day: Day, wanted: Placed) -> object:
    """Move an order's visit one place up or down in its crew's day."""
    operations.place_visit(actor=actor_of(request), reference=order, day=day, up=wanted.up, at=now())
    return list(queries.visits_of_day(actor=actor_of(request), day=day))


@router.get("/works/days/{day}/proposal", response={200: queries.Proposal} | REFUSALS)
def work_day_proposal(request: HttpRequest, day: Day, crew: Number | None = None) -> object:
    """The order of a crew's day with the least travel, and the metres before and after; changes nothing."""
    return queries.day_proposal(actor=actor_of(request), day=day, crew_id=crew)


@router.post("/works/days/{day}/arrangement", response={200: queries.Proposal} | REFUSALS)
def arrange_work_day(request: HttpRequest, day: Day, wanted: Arranged) -> object:
    """Put a crew's day in the order with the least travel and keep it."""
    return operations.arrange_day(
        actor=actor_of(request), day=day, crew_id=wanted.crew, at=now(), seen=tuple(wanted.seen)
    )
