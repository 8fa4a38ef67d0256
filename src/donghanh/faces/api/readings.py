"""Meter readings over the API: readings of another program, the month's equation, holds, decisions."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from donghanh.apps.metering import operations, queries
from donghanh.apps.organisation.refusals import Refused
from donghanh.faces.api.asked import CodeOrNone, Number, Reason, Sent
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now
from donghanh.kernel.billing_tables import REGISTERS
from donghanh.kernel.months import NotAMonth, read_month
from donghanh.lawbook.reading_checks import NoReadingTerms

router = Router(tags=["readings"])

Cell = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=60)]
# From 2021 on: the checks of readings that the lawbook holds begin in 2020.
Month = Annotated[str, StringConstraints(pattern=r"^20(2[1-9]|[3-9][0-9])-(0[1-9]|1[0-2])$", max_length=7)]
Rule = Annotated[str, StringConstraints(pattern=r"^[a-z-]*$", max_length=30)]


class ReadingRow(Sent):
    """One reading, as text: what stands there is judged like a row of a file."""

    serial: Cell
    read_on: Cell
    index: Cell
    point: Cell = ""
    register_word: Cell = Field(default="", alias="register")
    kind: Cell = ""
    multiplier: Cell = ""


class BatchWanted(Sent):
    """Readings: all of them are taken or none; with `partial` the good ones."""

    readings: Annotated[list[ReadingRow], Field(min_length=1, max_length=5000)]
    partial: bool = False


class EquationWanted(Schema):
    """A unit's month."""

    month: Month
    unit: CodeOrNone = ""


class HoldsWanted(Schema):
    """A page of holds, fifty at a time, oldest first."""

    unit: CodeOrNone = ""
    rule: Rule = ""
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


class ReleaseWanted(Sent):
    """Why a bill may go out as it is."""

    why: Reason


class RecheckWanted(Sent):
    """Why a meter is to be read again."""

    why: Reason


class RecheckOpened(Schema):
    """The order by which a crew goes there; empty where nobody sends crews."""

    order: str


class ReplacementWanted(Sent):
    """Another index in place of the one that a hold is about."""

    index: Annotated[int, Field(ge=0, le=999_999_999)]
    register_word: Literal[*REGISTERS] = Field(default="all", alias="register")  # type: ignore[valid-type]
    is_estimated: bool = False
    why: Reason


class Replaced(Schema):
    """The number of the reading that took the place."""

    reading: Number


class Released(Schema):
    """How many bills may go out."""

    released: int


@router.post("/readings", response={201: operations.BatchKept} | REFUSALS)
def post_readings(request: HttpRequest, wanted: BatchWanted) -> object:
    """Take readings in; a refusal names the first rows at fault with what was found and expected."""
    rows = [row.model_dump(by_alias=True) for row in wanted.readings]
    kept = operations.post_readings(actor=actor_of(request), rows=rows, at=now(), partial=wanted.partial)
    return Status(201, kept)


@router.get("/readings/equation", response={200: list[queries.MonthEquation]} | REFUSALS)
def equation(request: HttpRequest, wanted: Query[EquationWanted]) -> object:
    """Points = billable + held + refused, of each unit in sight or of one."""
    try:
        return list(
            queries.month_equations(
                actor=actor_of(request), month=_month(wanted.month), unit_code=wanted.unit
            )
        )
    except NoReadingTerms as reason:
        raise Refused("no-reading-terms", str(reason), month=wanted.month) from reason


@router.get("/readings/holds", response={200: queries.HoldPage} | REFUSALS)
def holds(request: HttpRequest, wanted: Query[HoldsWanted]) -> object:
    """Bills that are held back."""
    return queries.holds(actor=actor_of(request), unit_code=wanted.unit, rule=wanted.rule, page=wanted.page)


@router.get("/readings/holds/{number}", response={200: queries.HoldCard} | REFUSALS)
def hold(request: HttpRequest, number: Number) -> object:
    """One held bill with the point's readings, decisions and pictures."""
    return queries.hold(actor=actor_of(request), number=number)


@router.post("/readings/holds/{number}/release", response={200: Released} | REFUSALS)
def release(request: HttpRequest, number: Number, wanted: ReleaseWanted) -> object:
    """Let a bill go out as it is."""
    count = operations.release_holds(actor=actor_of(request), numbers=[number], why=wanted.why, at=now())
    return {"released": count}


@router.post("/readings/holds/{number}/replace", response={200: Replaced} | REFUSALS)
def replace(request: HttpRequest, number: Number, wanted: ReplacementWanted) -> object:
    """Put another reading in place; the old one stays, and the new one points back to it."""
    reading = operations.replace_reading(
        actor=actor_of(request), number=number, index=wanted.index, register=wanted.register_word,
        is_estimated=wanted.is_estimated, why=wanted.why, at=now(),
    )  # fmt: skip
    return {"reading": reading}


@router.post("/readings/holds/{number}/recheck", response={201: RecheckOpened} | REFUSALS)
def recheck(request: HttpRequest, number: Number, wanted: RecheckWanted) -> object:
    """Send a crew to read the meter again; the bill stays held."""
    order = operations.ask_for_recheck(actor=actor_of(request), number=number, why=wanted.why, at=now())
    return Status(201, {"order": order})


def _month(text: str) -> date:
    try:
        return read_month(text)
    except NotAMonth as reason:
        raise Refused("not-a-month", str(reason), found=text) from reason
