"""Supplies over the API: the list by step, one supply, the next step, the answer to the free wiring."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from donghanh.apps.metering import operations as acts
from donghanh.apps.metering import queries as metering
from donghanh.apps.supply import operations, queries, values
from donghanh.engines.supply.steps import STEPS
from donghanh.faces.api.asked import Code, CodeOrNone, Day, Number, Sent, Text
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now

router = Router(tags=["supply"])
StepName = Literal[*STEPS]  # type: ignore[valid-type]
View = Literal["open", "wiring", "over", "all"]
Page = Annotated[int, Field(ge=1, le=100_000)]
FactCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$", max_length=40)]
FactValue = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=300)]
Facts = Annotated[dict[FactCode, FactValue], Field(max_length=20)]


class SuppliesWanted(Schema):
    """What the list is narrowed to; `step` is the one that comes next."""

    view: View = "open"
    step: CodeOrNone = ""
    service: CodeOrNone = ""
    unit: CodeOrNone = ""
    page: Page = 1


class StepTaken(Sent):
    """The step with what it asks for, by code: see `asks`; sent twice with a key, taken once."""

    step: StepName
    facts: Facts = Field(default_factory=dict)
    note: Text = ""
    text: Text = ""
    key: CodeOrNone = ""


class WiringAnswered(Sent):
    """What the customer said of the free wiring."""

    word: Literal["accepted", "declined"]


class PointSwitched(Sent):
    """That a point was cut off, or is on again; cutting off needs a reason."""

    is_on: bool
    on_day: Day
    why: Text = ""


class MeterTestAnswered(Sent):
    """What was done about a meter outside its class: the correcting paper."""

    pointer: Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", min_length=1, max_length=60)]
    why: Text


@router.post("/points/{code}/switches", response={200: list[metering.Hanging]} | REFUSALS)
def switch_metering_point(request: HttpRequest, code: Code, wanted: PointSwitched) -> object:
    """Write down that a metering point was cut off, or is on again; answers what hangs at its customer's."""
    acts.switch_point(actor=actor_of(request), point_code=code, at=now(), **wanted.model_dump())
    return list(metering.points_of_customer(customer_code=code[:13]))


@router.get("/meter-tests", response={200: list[metering.MeterTestRow]} | REFUSALS)
def meter_tests(request: HttpRequest, is_open: bool = False) -> object:
    """Tests of meters in sight; `is_open`: only those whose correction of bills is still to come."""
    return list(metering.meter_tests(actor=actor_of(request), is_open=is_open))


@router.post("/meter-tests/{number}/settled", response={200: list[metering.MeterTestRow]} | REFUSALS)
def settle_meter_test(request: HttpRequest, number: Number, wanted: MeterTestAnswered) -> object:
    """Say what was done about a meter outside its class; answers what is still open."""
    actor = actor_of(request)
    acts.settle_meter_test(actor=actor, number=number, at=now(), **wanted.model_dump())
    return list(metering.meter_tests(actor=actor, is_open=True))


@router.get("/supplies", response={200: values.SupplyList} | REFUSALS)
def supplies(request: HttpRequest, wanted: Query[SuppliesWanted]) -> object:
    """The supplies in sight, the least time left first, a page at a time."""
    return queries.supply_list(
        actor=actor_of(request), now=now(), step=wanted.step, service_code=wanted.service,
        unit_code=wanted.unit, view=wanted.view, page=wanted.page,
    )  # fmt: skip


@router.get("/supplies/{code}", response={200: values.SupplyPage} | REFUSALS)
def supply_of_request(request: HttpRequest, code: Code) -> object:
    """The supply of a request: its steps with who and when, and what the next one asks for."""
    return queries.supply_page(actor=actor_of(request), case_code=code, now=now())


@router.post("/supplies/{code}/steps", response={200: values.SupplyPage} | REFUSALS)
def take_supply_step(request: HttpRequest, code: Code, wanted: StepTaken) -> object:
    """Take the next step; the contract in force writes customer, point, meter and first index."""
    actor = actor_of(request)
    operations.take_step(actor=actor, case_code=code, now=now(), **wanted.model_dump())
    return queries.supply_page(actor=actor, case_code=code, now=now())


@router.post("/supplies/{code}/wiring", response={200: values.SupplyPage} | REFUSALS)
def answer_supply_wiring(request: HttpRequest, code: Code, wanted: WiringAnswered) -> object:
    """Write down what the customer said of the free wiring."""
    actor = actor_of(request)
    operations.answer_offer(actor=actor, case_code=code, word=wanted.word, now=now())
    return queries.supply_page(actor=actor, case_code=code, now=now())
