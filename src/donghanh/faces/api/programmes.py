"""The programmes over the API: the board, the promises, the lists, the selections, the draws."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema

from donghanh.apps.programmes.operations import moving, nominating
from donghanh.apps.programmes.queries import benefits, board, draws, lists, plan, selections
from donghanh.faces.api.house import Refusal, actor_of
from donghanh.faces.clock import now, today

router = Router(tags=["programmes"])

REFUSALS = {frozenset({401, 403, 404, 409}): Refusal}
Number = Annotated[int, Path(ge=1, le=2_000_000_000)]
DayAsked = Annotated[date | None, Query(description="as of the end of this day; today when left out")]


class MoveWanted(Schema):
    """A move to make; `scheduled_on` is needed by schedule and reschedule."""

    move: str
    why: str = ""
    scheduled_on: date | None = None


class MoveMade(Schema):
    """The state that followed."""

    reference: str
    state: str


class Nomination(Schema):
    """A beneficiary to be named: a customer by code, or somebody else by name and commune."""

    name: str = ""
    kind: str = "household"
    customer_code: str = ""
    commune_code: str = ""
    address: str = ""
    phone: str = ""
    social_class: str = ""
    quantity: int = 1
    why: str = ""


class BenefitWanted(Schema):
    """What a list of promises is narrowed to."""

    activity: str = ""
    unit: str = ""
    state: str = ""
    stage: str = ""
    text: str = ""
    as_of: date | None = None
    late: bool = False
    page: Annotated[int, Query(ge=1, le=100_000)] = 1


@router.get("/campaigns", response={200: list[plan.CampaignCard]} | REFUSALS)
def campaigns(request: HttpRequest) -> object:
    """Every campaign, newest first."""
    actor_of(request)
    return list(plan.campaigns())


@router.get("/campaigns/{code}/board", response={200: board.Board} | REFUSALS)
def campaign_board(request: HttpRequest, code: str, as_of: DayAsked = None) -> object:
    """The board as of a day."""
    return board.board(actor=actor_of(request), campaign_code=code, as_of=as_of or today())


@router.get("/campaigns/{code}/activities", response={200: list[plan.ActivityCard]} | REFUSALS)
def campaign_activities(request: HttpRequest, code: str) -> object:
    """The activities of a campaign with their terms."""
    actor_of(request)
    return list(plan.activities(campaign_code=code))


@router.get("/campaigns/{code}/activities/{activity}/shares", response={200: list[plan.ShareLine]} | REFUSALS)
def activity_shares(request: HttpRequest, code: str, activity: str) -> object:
    """The units' shares of an activity's target, with their changes."""
    return list(plan.shares(actor=actor_of(request), campaign_code=code, activity_code=activity))


@router.get("/campaigns/{code}/benefits", response={200: benefits.BenefitPage} | REFUSALS)
def campaign_benefits(request: HttpRequest, code: str, wanted: Query[BenefitWanted]) -> object:
    """The promises in sight, a page at a time."""
    narrowed = benefits.BenefitFilter(
        activity_code=wanted.activity, unit_code=wanted.unit, state=wanted.state, stage=wanted.stage,
        text=wanted.text, as_of=wanted.as_of, late=wanted.late,
    )  # fmt: skip
    return benefits.benefit_list(
        actor=actor_of(request), campaign_code=code, wanted=narrowed, page=wanted.page
    )


@router.post("/campaigns/{code}/activities/{activity}/benefits", response={201: MoveMade} | REFUSALS)
def nominate(request: HttpRequest, code: str, activity: str, nomination: Nomination) -> object:
    """Name a beneficiary."""
    given = nomination.dict()
    why = given.pop("why")
    reference = nominating.nominate(
        actor=actor_of(request), campaign_code=code, activity_code=activity,
        beneficiary=nominating.Beneficiary(**given), at=now(), why=why,
    )  # fmt: skip
    return 201, {"reference": reference, "state": "nominated"}


@router.get("/benefits/{reference}", response={200: benefits.BenefitStory} | REFUSALS)
def benefit(request: HttpRequest, reference: str) -> object:
    """One promise with its story."""
    return benefits.benefit_story(actor=actor_of(request), reference=reference, day=today())


@router.post("/benefits/{reference}/moves", response={200: MoveMade} | REFUSALS)
def move(request: HttpRequest, reference: str, wanted: MoveWanted) -> object:
    """Make one move of a promise."""
    state = moving.make_move(
        actor=actor_of(request), reference=reference, move=wanted.move, at=now(), why=wanted.why,
        scheduled_on=wanted.scheduled_on,
    )  # fmt: skip
    return {"reference": reference, "state": state}


@router.get("/campaigns/{code}/lists", response={200: list[lists.ListCard]} | REFUSALS)
def approved_lists(request: HttpRequest, code: str) -> object:
    """The approved lists in sight."""
    return list(lists.approved_lists(actor=actor_of(request), campaign_code=code))


@router.get("/campaigns/{code}/lists/{activity}/{number}", response={200: lists.FrozenList} | REFUSALS)
def frozen_list(request: HttpRequest, code: str, activity: str, number: Number) -> object:
    """One approved list as it was frozen, and what has changed since."""
    return lists.frozen_list(
        actor=actor_of(request), campaign_code=code, activity_code=activity, number=number
    )


@router.get("/selections/{run_id}/why/{customer_code}", response={200: selections.WhyAnswer} | REFUSALS)
def why(request: HttpRequest, run_id: Number, customer_code: str) -> object:
    """Why a customer was chosen or not."""
    return selections.why(actor=actor_of(request), run_id=run_id, customer_code=customer_code)


@router.get("/public/draws", response={200: list[draws.PublicDraw]}, auth=None)
def public_draws(request: HttpRequest) -> object:
    """Every draw as anybody may see it."""
    return list(draws.public_draws())


@router.get("/public/draws/{code}/{activity}/{number}/proof", response={200: dict, 404: Refusal}, auth=None)
def proof(request: HttpRequest, code: str, activity: str, number: Number) -> HttpResponse:
    """The proof file of a draw; anybody can repeat the draw from it."""
    text = draws.proof_text(campaign_code=code, activity_code=activity, number=number)
    return HttpResponse(text or "{}", content_type="application/json")
