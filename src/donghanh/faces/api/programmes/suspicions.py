"""Suspected duplicates over the API: the queue, one with both sides, deciding, comparing a campaign anew."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from donghanh.apps.programmes.operations import deciding, suspecting
from donghanh.apps.programmes.queries import households, plan, suspicions
from donghanh.engines.programmes.suspicions import VERDICTS
from donghanh.faces.api import asked
from donghanh.faces.api.asked import Code, CodeOrNone, Sent
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now

router = Router(tags=["duplicates"])

Number = Annotated[int, Field(ge=1, le=asked.LARGEST)]
Verdict = Literal[*VERDICTS]  # type: ignore[valid-type]
Shown = Literal["", *suspicions.SHOWN]  # type: ignore[valid-type]


class SuspicionsWanted(Schema):
    """What the queue is narrowed to; `shown` empty means all, `order` is score or needed."""

    activity: CodeOrNone = ""
    unit: CodeOrNone = ""
    shown: Shown = suspicions.WAITING
    text: asked.Text = ""
    order: Literal["score", "needed"] = "score"
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


class DecisionWanted(Sent):
    """What the two are, and why."""

    verdict: Verdict
    why: asked.Reason


class DecisionMade(Schema):
    """The state that followed."""

    number: int
    state: str


@router.get("/campaigns/{code}/suspicions", response={200: suspicions.SuspicionPage} | REFUSALS)
def campaign_suspicions(request: HttpRequest, code: Code, wanted: Query[SuspicionsWanted]) -> object:
    """The suspicions in sight, a page at a time; a side of another place is null."""
    actor = actor_of(request)
    plan.campaign_template(campaign_code=code)
    narrowed = suspicions.SuspicionFilter(
        activity_code=wanted.activity, unit_code=wanted.unit, shown=wanted.shown, text=wanted.text,
        order=wanted.order,
    )  # fmt: skip
    return suspicions.suspicion_queue(actor=actor, campaign_code=code, wanted=narrowed, page=wanted.page)


@router.post("/campaigns/{code}/suspicions", response={200: suspecting.Found} | REFUSALS)
def find_suspicions(request: HttpRequest, code: Code) -> object:
    """Compare the whole campaign anew; what stands already stays as it was decided."""
    return suspecting.find_suspicions(actor=actor_of(request), campaign_code=code, at=now())


@router.get("/suspicions/{suspicion}", response={200: suspicions.SuspicionStory} | REFUSALS)
def suspicion(request: HttpRequest, suspicion: Number) -> object:
    """One suspicion with both sides word by word, and its decisions; personal data masked."""
    return suspicions.suspicion_story(actor=actor_of(request), number=suspicion)


@router.post("/suspicions/{suspicion}/decisions", response={200: DecisionMade} | REFUSALS)
def decide_suspicion(request: HttpRequest, suspicion: Number, wanted: DecisionWanted) -> object:
    """Decide what the two are; a later decision takes the place of the former and points back to it."""
    state = deciding.decide_suspicion(
        actor=actor_of(request), number=suspicion, verdict=wanted.verdict, why=wanted.why, at=now()
    )
    return {"number": suspicion, "state": state}


@router.get("/benefits/{reference}/household", response={200: households.HouseholdView} | REFUSALS)
def household(request: HttpRequest, reference: Code) -> object:
    """What stands around a promise: suspicions, other promises of the household, stacking rules broken."""
    return households.household_of(actor=actor_of(request), reference=reference)
