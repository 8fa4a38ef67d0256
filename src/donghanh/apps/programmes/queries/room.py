"""
How many more promises fit into an activity's target, and into a unit's share where shares bind.

For approvals: what is approved is promised, so no more is approved than there is. What does not fit stays
verified, in reserve: it moves up, in the order of nomination, when a promise is withdrawn or refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Sum

from donghanh.apps.programmes.models import Activity, Benefit
from donghanh.apps.programmes.queries.granting import without_a_grant
from donghanh.engines.programmes.moves import BENEFIT

PROMISED = BENEFIT.path[BENEFIT.path.index("approved") :]


def within_room(*, activity: Activity, benefits: Iterable[Benefit]) -> tuple[list[Benefit], list[Benefit]]:
    """
    Divide benefits, in their order, into those that fit and those that stay in reserve.

    benefits : not yet approved, of this activity; requests that no allocation has answered wait, too
    """
    benefits = list(benefits)
    room, unanswered = _room(activity), without_a_grant(activity=activity, benefits=benefits)
    fitting: list[Benefit] = []
    reserve: list[Benefit] = []
    for benefit in benefits:
        places = [room[place] for place in ("", benefit.unit_id) if place in room]
        if benefit.pk not in unanswered and all(place >= benefit.quantity for place in places):
            fitting.append(benefit)
            room.subtract({place: benefit.quantity for place in ("", benefit.unit_id) if place in room})
        else:
            reserve.append(benefit)
    return fitting, reserve


def _room(activity: Activity) -> Counter[str]:
    """What is left: of the company under "", of each unit whose share binds under its code."""
    if activity.target is None:
        return Counter()
    promised = Benefit.objects.filter(activity=activity, state__in=PROMISED).order_by()
    by_unit = {
        unit: total or 0 for unit, total in promised.values_list("unit_id").annotate(total=Sum("quantity"))
    }
    room = Counter({"": activity.target - sum(by_unit.values())})
    if activity.terms.get("shares_bind"):
        for unit, target in activity.shares.values_list("unit_id", "target"):
            room[unit] = target - by_unit.get(unit, 0)
    return room
