"""How much is owed today, for the first page of the desk: one question to the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Q

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge.clocks import ZONE, local_day
from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.permissions import may_see_requests
from donghanh.apps.requests.queries.sight import cases_seen


@dataclass(frozen=True)
class DueCounts:
    """
    Open cases in sight: all, late ones, those due by the end of today (late ones too), those that nobody has.

    The words are those of the queue's views, so that each number opens its list.
    """

    open_count: int
    late_count: int
    today_count: int
    nobody_count: int


def due_counts(*, actor: Actor, now: datetime) -> DueCounts | None:
    """Count what is owed; None for a role that has no part in requests."""
    if not may_see_requests(actor=actor):
        return None
    tomorrow = datetime.combine(local_day(now) + timedelta(days=1), time(0), tzinfo=ZONE)
    found = (
        cases_seen(actor=actor)
        .filter(state__in=OPEN)
        .aggregate(
            open=Count("pk"),
            late=Count("pk", filter=Q(due_at__lt=now, is_paused=False)),
            today=Count("pk", filter=Q(due_at__lt=tomorrow, is_paused=False)),
            nobody=Count("pk", filter=Q(responsible=None)),
        )
    )
    return DueCounts(found["open"], found["late"], found["today"], found["nobody"])
