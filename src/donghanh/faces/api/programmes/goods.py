"""Goods of a campaign over the API: reported = confirmed = handed over, and masks that run short."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema, Status

from donghanh.apps.programmes.operations import allocating
from donghanh.apps.programmes.queries import allocations, goods
from donghanh.faces.api.asked import Code, DayAsked, Digest, Reason, Sent
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now, today

router = Router(tags=["goods"])


class AllocationWanted(Sent):
    """A round; `digest` is of the preview that was looked at."""

    why: Reason = ""
    digest: Digest = ""


class AllocationMade(Schema):
    """The round's number, what was asked and granted [pieces], how many requests got something."""

    number: int
    asked: int
    granted: int
    answered: int


@router.get("/campaigns/{code}/goods", response={200: list[goods.GoodsEquation]} | REFUSALS)
def campaign_goods(request: HttpRequest, code: Code, as_of: DayAsked = None) -> object:
    """Each activity that hands out goods: the board's number, receipts, hand-overs, and what differs."""
    return list(goods.equation(actor=actor_of(request), campaign_code=code, as_of=as_of or today()))


@router.get(
    "/campaigns/{code}/activities/{activity}/allocation",
    response={200: allocations.AllocationPreview} | REFUSALS,
)
def allocation(request: HttpRequest, code: Code, activity: Code) -> object:
    """What a round would give each waiting request today, and by which part of the rule."""
    return allocations.allocation_preview(
        actor=actor_of(request), campaign_code=code, activity_code=activity, day=today()
    )


@router.post("/campaigns/{code}/activities/{activity}/allocation", response={201: AllocationMade} | REFUSALS)
def allocate_goods(request: HttpRequest, code: Code, activity: Code, wanted: AllocationWanted) -> object:
    """Make the round: the granted quantities are written, what was asked stays beside them."""
    made = allocating.allocate_goods(
        actor=actor_of(request), campaign_code=code, activity_code=activity, at=now(), why=wanted.why,
        expected_digest=wanted.digest,
    )  # fmt: skip
    return Status(201, made)
