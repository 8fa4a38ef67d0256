"""Promises over the API: the list, one with its story, naming a beneficiary, making a move."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from donghanh.apps.programmes.operations import correcting, moving, nominating
from donghanh.apps.programmes.queries import benefits, plan
from donghanh.faces.api import asked
from donghanh.faces.api.asked import Code, Sent
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now, today

router = Router(tags=["benefits"])


class MoveWanted(Sent):
    """
    A move to make; `scheduled_on` is needed by schedule and reschedule, `why` by moves that refuse.

    serial, signed_by, evidence : of what a delivery hands over; evidence is a file's number
    """

    move: asked.MoveName
    why: asked.Reason = ""
    scheduled_on: asked.DayOrNone = None
    serial: asked.Text = ""
    signed_by: asked.Text = ""
    evidence: asked.Number | None = None

    def facts(self) -> dict[str, object]:
        """What is said of the goods, without what is not said."""
        said = {"serial": self.serial, "signed_by": self.signed_by, "evidence": self.evidence}
        return {name: value for name, value in said.items() if value}


class MoveMade(Schema):
    """The state that followed."""

    reference: str
    state: str


class Nomination(Sent):
    """A beneficiary to be named: a customer by code, or somebody else by name and commune."""

    name: asked.Text = ""
    kind: asked.Kind = "household"
    customer_code: asked.CustomerCode = ""
    commune_code: asked.Commune = ""
    address: asked.Text = ""
    phone: asked.Phone = ""
    social_class: asked.SocialClass = ""
    quantity: asked.Number = 1
    why: asked.Reason = ""


class BenefitWanted(Schema):
    """What a list of promises is narrowed to; `stage` means there or beyond, as the board counts."""

    activity: asked.CodeOrNone = ""
    unit: asked.CodeOrNone = ""
    state: asked.State = ""
    stage: asked.Stage = ""
    text: asked.Text = ""
    as_of: asked.DayAsked = None
    late: bool = False
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


@router.get("/campaigns/{code}/benefits", response={200: benefits.BenefitPage} | REFUSALS)
def campaign_benefits(request: HttpRequest, code: Code, wanted: Query[BenefitWanted]) -> object:
    """The promises in sight, a page at a time; telephone and address are not in lists."""
    actor = actor_of(request)
    plan.campaign_template(campaign_code=code)
    narrowed = benefits.BenefitFilter(
        activity_code=wanted.activity, unit_code=wanted.unit, state=wanted.state, stage=wanted.stage,
        text=wanted.text, as_of=wanted.as_of or (today() if wanted.late else None), late=wanted.late,
    )  # fmt: skip
    return benefits.benefit_list(actor=actor, campaign_code=code, wanted=narrowed, page=wanted.page)


@router.post("/campaigns/{code}/activities/{activity}/benefits", response={201: MoveMade} | REFUSALS)
def nominate(request: HttpRequest, code: Code, activity: Code, nomination: Nomination) -> object:
    """Name a beneficiary; the same nomination sent twice is refused, naming the first one's reference."""
    given = nomination.model_dump()
    why = given.pop("why")
    reference = nominating.nominate(
        actor=actor_of(request), campaign_code=code, activity_code=activity,
        beneficiary=nominating.Beneficiary(**given), at=now(), why=why, is_once=True,
    )  # fmt: skip
    return Status(201, {"reference": reference, "state": "nominated"})


@router.get("/benefits/{reference}", response={200: benefits.BenefitStory} | REFUSALS)
def benefit(request: HttpRequest, reference: Code) -> object:
    """One promise with its story and the moves open to who asks; personal data masked."""
    return benefits.benefit_story(actor=actor_of(request), reference=reference, day=today())


@router.post("/benefits/{reference}/moves", response={200: MoveMade} | REFUSALS)
def move(request: HttpRequest, reference: Code, wanted: MoveWanted) -> object:
    """Make one move of a promise."""
    state = moving.make_move(
        actor=actor_of(request), reference=reference, move=wanted.move, at=now(), why=wanted.why,
        scheduled_on=wanted.scheduled_on, facts=wanted.facts(),
    )  # fmt: skip
    return {"reference": reference, "state": state}


class PlaceCorrected(Sent):
    """Where a household lives now; what is left out stays as it was."""

    address: asked.Text = ""
    commune_code: asked.Commune = ""
    phone: asked.Phone = ""
    why: asked.Reason


@router.post("/benefits/{reference}/address", response={200: correcting.Corrected} | REFUSALS)
def correct_address(request: HttpRequest, reference: Code, wanted: PlaceCorrected) -> object:
    """Correct where a beneficiary lives before the delivery; open visits are planned anew."""
    given = wanted.model_dump()
    why = given.pop("why")
    place = correcting.NewPlace(**given)
    return correcting.correct_address(
        actor=actor_of(request), reference=reference, place=place, why=why, at=now()
    )
