"""
How goods would be shared out now, and how they were: each request with what it gets and why.

The rule stands in the activity's terms; what there is to give is what is free in all warehouses less what is
approved and not yet reserved, and no more than the activity's target leaves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from django.db.models import Sum

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import SEE_ALL, Actor, Forbidden
from donghanh.apps.programmes.models import Activity, Benefit, GoodsAllocation
from donghanh.apps.programmes.queries.granting import item_of, keeps_stock
from donghanh.apps.programmes.queries.room import PROMISED
from donghanh.apps.programmes.refusals import NotFound
from donghanh.apps.stock import queries as stocked
from donghanh.engines.allocation.rules import AllocationRule
from donghanh.engines.allocation.sharing import allocate
from donghanh.kernel.digests import digest_of_rows

ASKING = {"request": pl.String, "class": pl.String, "asked": pl.Int64}


@dataclass(frozen=True)
class AllocationLine:
    """One request: its class on the day, asked, granted, the pieces it goes short by, and the reason."""

    request: str
    name: str
    unit_code: str
    request_class: str
    asked: int
    granted: int
    short: int
    reason: str


@dataclass(frozen=True)
class AllocationPreview:
    """
    What a round would give.

    available : [pieces] that may be given, the reserve included
    reserve   : [pieces] kept back on this day
    digest    : of the rows; an allocation can ask that they are still the same
    """

    activity_code: str
    item: str
    rule: Mapping[str, object]
    is_confirmed: bool
    available: int
    reserve: int
    digest: str
    lines: tuple[AllocationLine, ...]

    @property
    def asked(self) -> int:
        return sum(line.asked for line in self.lines)

    @property
    def granted(self) -> int:
        return sum(line.granted for line in self.lines)


@dataclass(frozen=True)
class AllocationCard:
    """One round as it was made."""

    number: int
    available: int
    asked: int
    granted: int
    digest: str
    by: str
    at: datetime
    why: str


def allocation_preview(
    *, actor: Actor, campaign_code: str, activity_code: str, day: date
) -> AllocationPreview:
    """
    What a round on `day` would give to the requests that are verified and wait.

    raises : Forbidden, for one who does not see the whole company; NotFound, also for an activity without a
             rule of allocation
    """
    _check_sees_all(actor)
    activity = Activity.objects.filter(campaign__code=campaign_code, code=activity_code).first()
    if activity is None or not activity.terms.get("allocate"):
        raise NotFound("allocation", activity_code)
    return shared_out(activity=activity, waiting=waiting_for(activity), day=day)


def allocations(*, actor: Actor, campaign_code: str, activity_code: str) -> tuple[AllocationCard, ...]:
    """The rounds of an activity, latest first. raises : Forbidden"""
    _check_sees_all(actor)
    rows = GoodsAllocation.objects.filter(
        activity__campaign__code=campaign_code, activity__code=activity_code
    )
    return tuple(
        AllocationCard(
            row.number, row.available, row.asked, row.granted, row.digest, row.by.full_name, row.product_at,
            row.why,
        )
        for row in rows.select_related("by").order_by("-number")
    )  # fmt: skip


def waiting_for(activity: Activity) -> list[Benefit]:
    """The requests that a round answers: verified, in the order of their references; within this app."""
    return list(Benefit.objects.filter(activity=activity, state="verified").order_by("reference"))


def shared_out(*, activity: Activity, waiting: Sequence[Benefit], day: date) -> AllocationPreview:
    """Ask the engine; within this app."""
    said = activity.terms["allocate"]
    rule = rule_on(said, day)
    classes = _classes(waiting, day)
    rows = [(one.reference, classes[one.pk], asked_by(one)) for one in waiting]
    requests = pl.DataFrame(rows, schema=ASKING, orient="row")
    available = _available(activity, day)
    told = allocate(requests=requests, available=available, rule=rule)
    by_reference = {one.reference: one for one in waiting}
    lines = tuple(_line(row, by_reference[row["request"]]) for row in told.iter_rows(named=True))
    digest = digest_of_rows(told.select("request", "asked", "granted", "reason").to_dicts())
    return AllocationPreview(
        activity.code, item_of(activity), said, said.get("source") != "proposal", available, rule.reserve,
        digest, lines,
    )  # fmt: skip


def rule_on(said: Mapping[str, object], day: date) -> AllocationRule:
    """The rule as it stands on a day: the reserve is kept back until its day."""
    until = said.get("reserve_until")
    is_kept = until is None or day < date.fromisoformat(str(until))
    order = said["order"]
    assert isinstance(order, list)
    return AllocationRule(
        tuple(map(str, order)), int(str(said["pack"])), int(str(said["least"])),
        int(str(said["reserve"])) if is_kept else 0,
    )  # fmt: skip


def asked_by(benefit: Benefit) -> int:
    """How many were asked for, whatever a round has made of it since."""
    return int(benefit.quantity_asked or benefit.quantity)


def _classes(waiting: Sequence[Benefit], day: date) -> dict[int, str]:
    statuses = organisation.area_status_on(day=day)
    return {one.pk: _class(one, statuses.get(one.commune_code, "normal")) for one in waiting}


def _class(benefit: Benefit, status: str) -> str:
    if benefit.beneficiary_kind == "school":
        return "school"
    return status if status in {"locked_down", "quarantined"} else "other"


def _available(activity: Activity, day: date) -> int:
    rows = Benefit.objects.filter(activity=activity).order_by()
    promised = rows.filter(state__in=PROMISED).aggregate(total=Sum("quantity"))["total"] or 0
    room = max((activity.target or 0) - promised, 0)
    if not keeps_stock(activity):
        return room
    unreserved = rows.filter(state="approved").aggregate(total=Sum("quantity"))["total"] or 0
    free = stocked.free_in_all(item_code=item_of(activity), day=day) - unreserved
    return max(min(free, room), 0)


def _line(row: Mapping[str, object], benefit: Benefit) -> AllocationLine:
    return AllocationLine(
        request=benefit.reference,
        name=benefit.beneficiary_name,
        unit_code=benefit.unit_id,
        request_class=str(row["class"]),
        asked=int(str(row["asked"])),
        granted=int(str(row["granted"])),
        short=int(str(row["short"])),
        reason=str(row["reason"]),
    )


def _check_sees_all(actor: Actor) -> None:
    if not actor.sees_all:
        raise Forbidden(
            "role_missing", act="allocation", expected=", ".join(sorted(SEE_ALL)), username=actor.username
        )
