"""Draws over the API: what anybody may know, and the story with its prizes for staff."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from donghanh.apps.programmes.queries import draws, entrants
from donghanh.apps.programmes.refusals import NotFound
from donghanh.faces.api.asked import Code, CodeOrNone, Number
from donghanh.faces.api.house import PUBLIC_REFUSALS, REFUSALS, actor_of

router = Router(tags=["draws"])
public = Router(tags=["public"], auth=None)


@router.get("/draws", response={200: list[draws.PublicDraw]} | REFUSALS)
def all_draws(request: HttpRequest, campaign: CodeOrNone = "") -> object:
    """Every draw, also those that are only prepared."""
    actor_of(request)
    return list(draws.all_draws(campaign_code=campaign))


@router.get("/draws/{code}/{activity}/{number}", response={200: draws.DrawStory} | REFUSALS)
def draw(request: HttpRequest, code: Code, activity: Code, number: Number) -> object:
    """A draw with its moves and its prizes; codes and names of those in sight alone."""
    return draws.draw_story(
        actor=actor_of(request), campaign_code=code, activity_code=activity, number=number
    )


@public.get("/public/draws", response={200: list[draws.PublicDraw]} | PUBLIC_REFUSALS)
def public_draws(request: HttpRequest) -> object:
    """Every announced draw as anybody may see it."""
    return list(draws.public_draws())


@public.get("/public/draws/{code}/{activity}/{number}", response={200: draws.PublicDraw} | PUBLIC_REFUSALS)
def public_draw(request: HttpRequest, code: Code, activity: Code, number: Number) -> object:
    """One announced draw."""
    return draws.public_draw(campaign_code=code, activity_code=activity, number=number)


@public.get("/public/draws/{code}/{activity}/{number}/entrants", response={200: list[str]} | PUBLIC_REFUSALS)
def entrants_published(request: HttpRequest, code: Code, activity: Code, number: Number) -> object:
    """The published list of entrants: salted hashes in the order of rank."""
    draws.public_draw(campaign_code=code, activity_code=activity, number=number)
    return list(entrants.entrants_leaves(campaign_code=code, activity_code=activity, number=number))


@public.get("/public/draws/{code}/{activity}/{number}/proof", response={200: dict} | PUBLIC_REFUSALS)
def proof(request: HttpRequest, code: Code, activity: Code, number: Number) -> HttpResponse:
    """The proof file of a draw, byte for byte; anybody can repeat the draw from it."""
    text = draws.proof_text(campaign_code=code, activity_code=activity, number=number)
    if not text:
        raise NotFound("proof", f"{activity}#{number}")
    return HttpResponse(text, content_type="application/json; charset=utf-8")
