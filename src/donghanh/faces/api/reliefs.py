"""Price reductions over the API, for reading: rounds, facts, what is owed to a customer and why."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from donghanh.apps.reliefs import queries
from donghanh.faces.api.asked import Number
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.kernel.months import read_month

router = Router(tags=["reliefs"])

MonthAsked = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", max_length=7)]
AskedCustomer = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+$", max_length=13)]
AskedRound = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=40)]
Which = Literal["", "waiting", "confirmed", "turned_down", "withdrawn"]


class FactsWanted(Schema):
    """Orders or uses, in one state or all, a page of fifty at a time."""

    kind: Literal["order", "use"] = "order"
    state: Which = ""
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


class RoundTotalRow(Schema):
    """How many customers of a unit and price group a group is owed to."""

    unit_code: str
    category: str
    relief: str
    customers: int


class GroupAnswer(Schema):
    """What one group says of a customer: `entitled`, or the first thing against it; the fact that decides."""

    relief: str
    reason: str
    evidence: int | None
    source: str
    is_confirmed: bool
    condition: tuple[str, ...]


class StandingAnswer(Schema):
    """What is owed to a customer in a bill month, what every group says, and by which release of the law."""

    code: str
    month: date
    relief: str | None
    groups: list[GroupAnswer]
    release: str
    is_published: bool


@router.get("/reliefs/rounds", response={200: list[queries.ReliefRoundCard]} | REFUSALS)
def rounds(request: HttpRequest) -> object:
    """The rounds and their groups, with source, condition and what is not confirmed."""
    return list(queries.rounds(actor=actor_of(request)))


@router.get("/reliefs/rounds/{code}/totals", response={200: list[RoundTotalRow]} | REFUSALS)
def round_totals(request: HttpRequest, code: AskedRound, month: MonthAsked) -> object:
    """How many customers of the units in sight a round is owed to in a bill month."""
    return list(queries.round_totals(actor=actor_of(request), code=code, month=read_month(month)))


@router.get("/reliefs/facts", response={200: list[queries.FactCard]} | REFUSALS)
def facts(request: HttpRequest, wanted: Query[FactsWanted]) -> object:
    """Orders over places, or uses of sites, in sight, newest first."""
    return list(
        queries.facts(actor=actor_of(request), kind=wanted.kind, state=wanted.state, page=wanted.page)
    )


@router.get("/reliefs/facts/{number}", response={200: queries.FactCard} | REFUSALS)
def fact(request: HttpRequest, number: Number) -> object:
    """One fact."""
    return queries.fact(actor=actor_of(request), number=number)


@router.get("/reliefs/customers/{code}", response={200: StandingAnswer} | REFUSALS)
def standing(request: HttpRequest, code: AskedCustomer, month: MonthAsked) -> object:
    """What is owed to one customer in a bill month, and why or why not."""
    told = queries.standing_of(actor=actor_of(request), code=code, month=read_month(month))
    groups = [
        GroupAnswer(
            relief=one.group.relief, reason=one.reason, evidence=one.evidence, source=one.group.source.text,
            is_confirmed=one.group.source.is_confirmed, condition=one.condition,
        )
        for one in told.groups
    ]  # fmt: skip
    return StandingAnswer(
        code=told.code, month=told.month, relief=told.relief, groups=groups, release=told.release,
        is_published=told.is_published,
    )  # fmt: skip
