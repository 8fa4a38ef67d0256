"""The steps of a draw over the API, each by one who may make it: prepare, commit, hold, certify, close."""

from __future__ import annotations

import secrets
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.operations import drawing, prizes
from donghanh.apps.programmes.operations.draw_terms import DrawTerms, NamedSource
from donghanh.apps.programmes.queries import draws
from donghanh.faces.api.asked import Code, Day, Number, Reason, Sent, Text
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now

router = Router(tags=["draws"])


class SourceWanted(Sent):
    """A public source of chance: its name, the day of its numbers, where anybody can read them."""

    name: Text
    on: Day
    where: Text = ""


class TermsWanted(Sent):
    """The terms of a draw; the window is half-open."""

    method: Literal["sha256", "rfc3797"] = "sha256"
    prize_count: Annotated[int, Field(ge=1, le=10_000)]
    alternate_count: Annotated[int, Field(ge=0, le=10_000)] = 0
    window_from_on: Day
    window_until_on: Day
    draw_on: Day
    claim_until_on: Day
    sources: Annotated[list[SourceWanted], Field(min_length=1, max_length=20)]


class StepWanted(Sent):
    """
    One step of a draw's life.

    results : for `draw`, one text a source in the announced order, such as "2,5,12,8,10"
    why     : for `make_void`
    """

    step: Literal["commit", "draw", "certify", "close", "make_void"]
    results: Annotated[tuple[Text, ...], Field(max_length=20)] = ()
    why: Reason = ""


class Unclaimed(Sent):
    """Why a prize counts as not claimed."""

    why: Reason


class Replacement(Schema):
    """The benefit of the alternate who takes the prize; empty when no alternate is left."""

    reference: str


@router.post("/draws/{code}/{activity}", response={201: draws.DrawStory} | REFUSALS)
def prepare(request: HttpRequest, code: Code, activity: Code, wanted: TermsWanted) -> object:
    """Write the terms of a draw down; nothing is announced yet."""
    actor = actor_of(request)
    given = wanted.model_dump()
    named = [
        NamedSource(name=one["name"], on=one["on"].isoformat(), where=one["where"])
        for one in given.pop("sources")
    ]
    number = drawing.prepare_draw(
        actor=actor, campaign_code=code, activity_code=activity, at=now(),
        terms=DrawTerms(**given, sources=tuple(named)),
    )  # fmt: skip
    return Status(201, _story(actor, code, activity, number))


@router.post("/draws/{code}/{activity}/{number}/steps", response={200: draws.DrawStory} | REFUSALS)
def step(request: HttpRequest, code: Code, activity: Code, number: Number, wanted: StepWanted) -> object:
    """Make one step of a draw's life; a step that a second person must make is refused to the first."""
    actor = actor_of(request)
    which = {"actor": actor, "campaign_code": code, "activity_code": activity, "number": number, "at": now()}
    if wanted.step == "commit":
        drawing.commit_draw(**which, secret=secrets.token_bytes(32))
    elif wanted.step == "draw":
        drawing.hold_draw(**which, results=wanted.results)
    elif wanted.step == "certify":
        drawing.certify_draw(**which)
    elif wanted.step == "close":
        drawing.close_draw(**which)
    else:
        drawing.make_draw_void(**which, why=wanted.why)
    return _story(actor, code, activity, number)


@router.post("/benefits/{reference}/unclaimed", response={200: Replacement} | REFUSALS)
def unclaimed(request: HttpRequest, reference: Code, wanted: Unclaimed) -> object:
    """Record that a prize was not claimed; the next alternate takes it."""
    new = prizes.state_prize_unclaimed(actor=actor_of(request), reference=reference, why=wanted.why, at=now())
    return {"reference": new}


def _story(actor: Actor, code: str, activity: str, number: int) -> draws.DrawStory:
    return draws.draw_story(actor=actor, campaign_code=code, activity_code=activity, number=number)
