"""
Lets a unit carry an activity out in its own way: a later last day, another way of delivery.

The template states how far a unit may go by itself; beyond that the Business Department decides, and its
decision is recorded in the same way. A variation is never edited: a new one takes its place.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.programmes.models import Activity, UnitVariation
from donghanh.apps.programmes.permissions import check_act
from donghanh.apps.programmes.refusals import CannotVary, NotFound

OF_THE_UNIT = frozenset({"unit_head"})
OF_THE_COMPANY = frozenset({"business", "director"})


@transaction.atomic
def vary_activity(
    *, actor: Actor, campaign_code: str, activity_code: str, unit_code: str, days_later: int,
    way_of_delivery: str, why: str, at: datetime,
) -> None:  # fmt: skip
    """
    State how a unit carries an activity out.

    days_later      : how long after the activity's last day the unit may deliver [days]
    way_of_delivery : one of the ways that the template names
    raises          : Forbidden; NotFound; CannotVary (beyond the unit's limits, way unknown, no reason)
    """
    staff_id = check_act(actor=actor)
    roles = actor.roles_in_unit(unit_code)
    if not roles & (OF_THE_UNIT | OF_THE_COMPANY):
        raise Forbidden("role_missing", act="vary", expected="unit_head, business", username=actor.username)
    activity = _activity(campaign_code=campaign_code, activity_code=activity_code)
    limits = activity.terms.get("variation", {})
    _check_stated(limits=limits, way=way_of_delivery, days_later=days_later, why=why)
    if not roles & OF_THE_COMPANY:
        _check_within(limits=limits, days_later=days_later)
    UnitVariation.objects.create(
        activity=activity, unit_id=unit_code, days_later=days_later, way_of_delivery=way_of_delivery,
        by_id=staff_id, why=why.strip(), product_at=at,
    )  # fmt: skip
    record_act(
        actor=actor, act="activity.vary", subject=f"{activity_code}/{unit_code}",
        facts={"days_later": days_later, "way": way_of_delivery, "why": why}, at=at,
    )  # fmt: skip


def _check_stated(*, limits: dict[str, Any], way: str, days_later: int, why: str) -> None:
    ways = limits.get("ways_of_delivery", [])
    if way not in ways:
        raise CannotVary(
            "way-unknown", f"'{way}' is not a way of delivery here; choose one of {', '.join(ways)}.",
            way=way, ways=ways,
        )  # fmt: skip
    if not why.strip():
        raise CannotVary("reason-missing", "A variation has a reason. Write it.")
    if days_later < 0:
        raise CannotVary("days-not-possible", f"{days_later} days later is not possible; give 0 or more.")


def _check_within(*, limits: dict[str, Any], days_later: int) -> None:
    most = int(limits.get("days_later_at_most", 0))
    if days_later > most:
        raise CannotVary(
            "beyond-limits",
            f"A unit may finish at most {most} days later by itself, not {days_later}. "
            "Next: ask the Business Department to state it.",
            days_later=days_later, most=most,
        )  # fmt: skip


def _activity(*, campaign_code: str, activity_code: str) -> Activity:
    found = Activity.objects.filter(
        campaign__code=campaign_code, code=activity_code, target__isnull=False
    ).first()
    if found is None:
        raise NotFound("activity", activity_code)
    return found
