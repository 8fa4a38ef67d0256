"""The terms of the free wiring of new home supplies, for applications that are complete on a day."""

from __future__ import annotations

from datetime import date, datetime, time

from donghanh.apps.programmes.bridge.rules import COMPANY_ZONE
from donghanh.apps.programmes.models import Activity, Benefit
from donghanh.apps.programmes.queries.room import PROMISED
from donghanh.apps.supply.ports import WiringTerms

SERVICE = "new_home_supply"
FROM_A_SUPPLY = "supply_case"
"""Fact of a nomination that came from an application with a place of its own."""


def wiring_terms(arrived_at: datetime) -> WiringTerms | None:
    """The activity in whose days an application was complete; None when there is none, or no target."""
    for activity in Activity.objects.filter(method="quota").select_related("campaign").order_by("pk"):
        rule = activity.terms.get("rule", {})
        if rule.get("service") != SERVICE or activity.target is None:
            continue
        from_at, until_at = (_midnight(rule["requested"][end]) for end in ("from", "until"))
        if from_at <= arrived_at < until_at:
            return _terms(activity, from_at, until_at)
    return None


def _terms(activity: Activity, from_at: datetime, until_at: datetime) -> WiringTerms:
    return WiringTerms(
        campaign_code=activity.campaign.code, activity_code=activity.code, vi=activity.name_vi,
        en=activity.name_en, quota=activity.target or 0, from_at=from_at, until_at=until_at,
        promised_elsewhere=_elsewhere(activity),
    )  # fmt: skip


def _elsewhere(activity: Activity) -> int:
    promised = Benefit.objects.filter(activity=activity, state__in=PROMISED)
    return sum(FROM_A_SUPPLY not in facts for facts in promised.values_list("origin_facts", flat=True))


def _midnight(day: object) -> datetime:
    return datetime.combine(date.fromisoformat(str(day)), time(), tzinfo=COMPANY_ZONE)
