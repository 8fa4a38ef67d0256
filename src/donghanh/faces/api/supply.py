"""Supplies over the API: the list by step, one supply, the next step, the answer to the free wiring."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from donghanh.apps.supply import operations, queries, values
from donghanh.engines.supply.steps import STEPS
from donghanh.faces.api.asked import Code, CodeOrNone, Sent, Text
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
