"""What is decided over the API: lists approved, shares and ways of units stated."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from donghanh.apps.programmes.operations import approving, sharing, varying
from donghanh.apps.programmes.queries import lists, plan, previews
from donghanh.faces.api.asked import Code, CodeOrNone, Digest, Reason, Sent
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now

router = Router(tags=["decisions"])

Count = Annotated[int, Field(ge=0, le=1_000_000)]


class ApprovalWanted(Sent):
    """
    What is to be approved: one unit's, or everything when `unit` is left out.

    digest : of the preview that was looked at; the list is refused when it is no longer the same
    """

    unit: CodeOrNone = ""
    why: Reason = ""
    digest: Digest = ""


class ShareWanted(Sent):
    """A unit's new share, and why."""

    target: Count
    why: Reason


class VariationWanted(Sent):
    """A unit's own way of carrying an activity out, and why."""

    days_later: Annotated[int, Field(ge=0, le=366)] = 0
    way_of_delivery: Code
    why: Reason


@router.get(
    "/campaigns/{code}/activities/{activity}/approval", response={200: previews.ApprovalPreview} | REFUSALS
)
def approval(request: HttpRequest, code: Code, activity: Code, unit: CodeOrNone = "") -> object:
    """What an approval would freeze now, with its digest, and what would stay in reserve."""
    actor = actor_of(request)
    plan.activity_card(campaign_code=code, activity_code=activity)
    return previews.approval_preview(
        actor=actor, campaign_code=code, activity_code=activity, unit_code=unit or None
    )


@router.post("/campaigns/{code}/lists/{activity}", response={201: lists.FrozenList} | REFUSALS)
def approve(request: HttpRequest, code: Code, activity: Code, wanted: ApprovalWanted) -> object:
    """Approve what is verified and fits, and freeze it as one list."""
    actor = actor_of(request)
    number = approving.approve_list(
        actor=actor, campaign_code=code, activity_code=activity, at=now(), unit_code=wanted.unit or None,
        why=wanted.why, expected_digest=wanted.digest,
    )  # fmt: skip
    frozen = lists.frozen_list(actor=actor, campaign_code=code, activity_code=activity, number=number)
    return Status(201, frozen)


@router.put(
    "/campaigns/{code}/activities/{activity}/shares/{unit}", response={200: list[plan.ShareLine]} | REFUSALS
)
def edit_share(request: HttpRequest, code: Code, activity: Code, unit: Code, wanted: ShareWanted) -> object:
    """Set one unit's share; proposed shares of other units give way so that the sum stays."""
    actor = actor_of(request)
    sharing.edit_unit_share(
        actor=actor, campaign_code=code, activity_code=activity, unit_code=unit, target=wanted.target,
        why=wanted.why, at=now(),
    )  # fmt: skip
    return list(plan.shares(actor=actor, campaign_code=code, activity_code=activity))


@router.get(
    "/campaigns/{code}/activities/{activity}/variations", response={200: list[plan.VariationLine]} | REFUSALS
)
def variations(request: HttpRequest, code: Code, activity: Code) -> object:
    """How the units in sight carry an activity out, latest first."""
    actor = actor_of(request)
    plan.activity_card(campaign_code=code, activity_code=activity)
    return list(plan.variations(actor=actor, campaign_code=code, activity_code=activity))


@router.post(
    "/campaigns/{code}/activities/{activity}/variations/{unit}",
    response={201: list[plan.VariationLine]} | REFUSALS,
)
def vary(request: HttpRequest, code: Code, activity: Code, unit: Code, wanted: VariationWanted) -> object:
    """State how a unit carries an activity out, within the company's limits."""
    actor = actor_of(request)
    varying.vary_activity(
        actor=actor,
        campaign_code=code,
        activity_code=activity,
        unit_code=unit,
        at=now(),
        **wanted.model_dump(),
    )
    return Status(201, list(plan.variations(actor=actor, campaign_code=code, activity_code=activity)))
