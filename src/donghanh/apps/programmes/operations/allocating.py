"""
Shares goods out among the requests that wait, by the activity's stated rule, and writes what each is granted.

What was asked stays beside what is granted. Approving freezes the granted quantity; requests that got nothing
wait for the next round, which shares out what is left then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Activity, Benefit, GoodsAllocation, GoodsGrant
from donghanh.apps.programmes.permissions import check_plan
from donghanh.apps.programmes.queries.allocations import (
    AllocationPreview,
    asked_by,
    shared_out,
)
from donghanh.apps.programmes.refusals import CannotAllocate, NotFound

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class Allocated:
    """The round's number within its activity, what was asked and granted, and how many got something."""

    number: int
    asked: int
    granted: int
    answered: int


@transaction.atomic
def allocate_goods(
    *, actor: Actor, campaign_code: str, activity_code: str, at: datetime, why: str = "",
    expected_digest: str = "",
) -> Allocated:  # fmt: skip
    """
    Make a round: write each waiting request's granted quantity with its reason.

    expected_digest : of the preview that was looked at; empty shares out as it stands now
    raises          : Forbidden; NotFound; CannotAllocate `nothing-waits`, `nothing-to-give`,
                      `allocation-changed`
    """
    staff_id = check_plan(actor=actor)
    activity = _locked(campaign_code, activity_code)
    waiting = list(
        Benefit.objects.select_for_update(of=("self",))
        .filter(activity=activity, state="verified")
        .order_by("reference")
    )
    told = shared_out(activity=activity, waiting=waiting, day=at.astimezone(ZONE).date())
    _check(told, expected_digest)
    made = GoodsAllocation.objects.create(
        activity=activity, number=_next_number(activity), rule=dict(told.rule), available=told.available,
        asked=told.asked, granted=told.granted, digest=told.digest, by_id=staff_id, why=why.strip(),
        product_at=at,
    )  # fmt: skip
    _write(made, told, {one.reference: one for one in waiting})
    answered = sum(line.granted > 0 for line in told.lines)
    record_act(
        actor=actor, act="goods.allocate", subject=f"{activity_code}#{made.number}", at=at,
        facts={"asked": told.asked, "granted": told.granted, "digest": told.digest},
    )  # fmt: skip
    return Allocated(made.number, told.asked, told.granted, answered)


def _write(made: GoodsAllocation, told: AllocationPreview, waiting: dict[str, Benefit]) -> None:
    grants = []
    for line in told.lines:
        benefit = waiting[line.request]
        grants.append(
            GoodsGrant(
                allocation=made, benefit=benefit, request_class=line.request_class, asked=line.asked,
                granted=line.granted, reason=line.reason,
            )
        )  # fmt: skip
        benefit.quantity_asked = asked_by(benefit)
        benefit.quantity = line.granted or line.asked
    GoodsGrant.objects.bulk_create(grants)
    Benefit.objects.bulk_update(waiting.values(), ["quantity", "quantity_asked"])


def _check(told: AllocationPreview, expected_digest: str) -> None:
    activity = told.activity_code
    if not told.lines:
        raise CannotAllocate(
            "nothing-waits", f"No verified request of '{activity}' waits. Next: verify requests.",
            activity=activity,
        )  # fmt: skip
    if expected_digest and expected_digest != told.digest:
        raise CannotAllocate(
            "allocation-changed", "The requests or the stock have changed since. Next: look again.",
            activity=activity,
        )  # fmt: skip
    if not told.granted:
        raise CannotAllocate(
            "nothing-to-give",
            f"Of {told.available} pieces, {told.reserve} are kept in reserve: nothing can be granted.",
            activity=activity, available=told.available, reserve=told.reserve,
        )  # fmt: skip


def _next_number(activity: Activity) -> int:
    return (activity.allocations.aggregate(last=Max("number"))["last"] or 0) + 1


def _locked(campaign_code: str, activity_code: str) -> Activity:
    found = (
        Activity.objects.select_for_update().filter(campaign__code=campaign_code, code=activity_code).first()
    )
    if found is None or not found.terms.get("allocate"):
        raise NotFound("allocation", activity_code)
    return found
