"""
Keeps people safe in the epidemic: a visit is not made, nor planned, where the area's status forbids it.

How a visit is done at each status stands in the activity's terms; here only `postponed` is enforced. A
delivery at a distance is allowed, and the page says how.
"""

from __future__ import annotations

from datetime import date

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.programmes.models import Benefit
from donghanh.apps.programmes.refusals import AreaClosed

POSTPONED = "postponed"


def check_visit(*, benefit: Benefit, day: date) -> None:
    """
    Refuse a visit on a day on which the area's status postpones it.

    raises : AreaClosed, naming the status and what to do next
    """
    if not benefit.commune_code:
        return
    status = organisation.area_status_on(day=day).get(benefit.commune_code, "normal")
    said = benefit.activity.terms.get("safety", {}).get(status, {})
    if said.get("visit") == POSTPONED:
        raise AreaClosed(
            "area-closed",
            f"Commune {benefit.commune_code} is {status} on {day:%d/%m/%Y}: the visit waits. "
            "Next: choose a day after the status ends.",
            commune_code=benefit.commune_code, status=status, day=day.isoformat(),
            said_vi=said.get("vi", ""), said_en=said.get("en", ""),
        )  # fmt: skip
