"""The plan and the board: campaigns, activities, units' shares, where everything stands on a day."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from donghanh.apps.programmes.queries import board, plan
from donghanh.faces.api.asked import Code, DayAsked
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import today

router = Router(tags=["plan"])


@router.get("/campaigns", response={200: list[plan.CampaignCard]} | REFUSALS)
def campaigns(request: HttpRequest) -> object:
    """Every campaign, newest first."""
    actor_of(request)
    return list(plan.campaigns())


@router.get("/campaigns/{code}/board", response={200: board.Board} | REFUSALS)
def campaign_board(request: HttpRequest, code: Code, as_of: DayAsked = None) -> object:
    """The board as of a day, late first; a point of the time line is day and the four stages' quantities."""
    return board.board(actor=actor_of(request), campaign_code=code, as_of=as_of or today())


@router.get("/campaigns/{code}/activities", response={200: list[plan.ActivityCard]} | REFUSALS)
def campaign_activities(request: HttpRequest, code: Code) -> object:
    """The activities of a campaign with their terms."""
    actor_of(request)
    return list(plan.activities(campaign_code=code))


@router.get("/campaigns/{code}/activities/{activity}/shares", response={200: list[plan.ShareLine]} | REFUSALS)
def activity_shares(request: HttpRequest, code: Code, activity: Code) -> object:
    """The shares of an activity's target of the units in sight, with their changes."""
    actor = actor_of(request)
    plan.activity_card(campaign_code=code, activity_code=activity)
    return list(plan.shares(actor=actor, campaign_code=code, activity_code=activity))
