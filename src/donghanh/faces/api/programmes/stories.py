"""Consents and stories over the API: written, approved by a second person, published, taken down."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from donghanh.apps.programmes.operations import consenting, telling
from donghanh.apps.programmes.queries import stories
from donghanh.faces.api.asked import Code, Number, Reason, Sent, Text
from donghanh.faces.api.house import PUBLIC_REFUSALS, REFUSALS, actor_of
from donghanh.faces.clock import now

router = Router(tags=["stories"])
public = Router(tags=["stories"], auth=None)

Photographs = Annotated[tuple[Number, ...], Field(max_length=50)]


class ConsentGiven(Sent):
    """What a beneficiary lets us publish: the own words, a name, photographs by their number of evidence."""

    named_as: Literal["full", "initials", "none"]
    photographs: Photographs = ()
    given: Literal["phone", "paper", "counter"] = "phone"


class ConsentWithdrawn(Sent):
    """Who asked for it and how."""

    why: Reason


class StoryWanted(Sent):
    """The consent that the story begins from."""

    consent: Code


class StoryStepWanted(Sent):
    """
    One step of a story.

    title, text, photographs : for `edit`
    version                  : for `approve` and `publish`, the wording that was looked at
    why                      : for `take_down`
    """

    step: Literal["edit", "approve", "publish", "take_down"]
    title: Text = ""
    text: Annotated[str, Field(max_length=6000, pattern=r"^[^\x00]*$")] = ""
    photographs: Photographs = ()
    version: Number | None = None
    why: Reason = ""


class ConsentReference(Schema):
    """The reference of the row that was written."""

    reference: str


@public.get("/public/stories", response={200: list[stories.PublishedStory]} | PUBLIC_REFUSALS)
def published_stories(request: HttpRequest) -> object:
    """The stories that everybody may read now, with the consent that each rests on."""
    return list(stories.published_stories())


@router.get("/campaigns/{code}/consents", response={200: list[stories.ConsentLine]} | REFUSALS)
def consents(request: HttpRequest, code: Code) -> object:
    """The consents of a campaign, newest first, withdrawn ones too."""
    return list(stories.consents(actor=actor_of(request), campaign_code=code))


@router.post(
    "/campaigns/{code}/confirmations/{number}/consents/{reference}",
    response={201: ConsentReference} | REFUSALS,
)
def give_consent(
    request: HttpRequest, code: Code, number: Number, reference: Code, given: ConsentGiven
) -> object:
    """Write a consent down that was told to a clerk."""
    found = consenting.give_consent(
        actor=actor_of(request), campaign_code=code, number=number, reference=reference, at=now(),
        **given.model_dump(),
    )  # fmt: skip
    return Status(201, {"reference": found})


@router.post("/consents/{reference}/withdrawal", response={201: ConsentReference} | REFUSALS)
def withdraw_consent(request: HttpRequest, reference: Code, wanted: ConsentWithdrawn) -> object:
    """Write a withdrawal down; the story and its photographs are off the public page with it."""
    found = consenting.withdraw_consent(actor=actor_of(request), consent=reference, why=wanted.why, at=now())
    return Status(201, {"reference": found})


@router.post("/stories", response={201: stories.DeskStory} | REFUSALS)
def draft_story(request: HttpRequest, wanted: StoryWanted) -> object:
    """Begin a story from the words of a consent."""
    actor = actor_of(request)
    number = telling.draft_story(actor=actor, consent=wanted.consent, at=now())
    return Status(201, stories.desk_story(actor=actor, number=number))


@router.get("/stories/{story}", response={200: stories.DeskStory} | REFUSALS)
def story(request: HttpRequest, story: Number) -> object:
    """One story with its own words, every wording and every step."""
    return stories.desk_story(actor=actor_of(request), number=story)


@router.post("/stories/{story}/steps", response={200: stories.DeskStory} | REFUSALS)
def story_step(request: HttpRequest, story: Number, wanted: StoryStepWanted) -> object:
    """Word a story anew, approve, publish, or take it down."""
    actor = actor_of(request)
    given = {"actor": actor, "story": story, "at": now()}
    if wanted.step == "edit":
        telling.edit_story(**given, title=wanted.title, text=wanted.text, photographs=wanted.photographs)
    else:
        telling.move_story(**given, move=wanted.step, why=wanted.why, version=wanted.version)
    return stories.desk_story(actor=actor, number=story)
