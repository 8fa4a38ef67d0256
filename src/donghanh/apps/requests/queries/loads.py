"""How much each person has in hand, so that the next case goes to somebody who can take it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import Count, Q

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge.clocks import ZONE, local_day
from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.permissions import HANDLERS, check_see_requests
from donghanh.apps.requests.queries.queue import came_late_without_cause
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.apps.requests.values import Load


def load_by_person(*, actor: Actor, now: datetime, unit_code: str = "") -> tuple[Load, ...]:
    """
    Everybody in sight who may work on requests, also those who have none; the least loaded first.

    unit_code : only people of this unit
    raises    : Forbidden
    """
    check_see_requests(actor=actor)
    people = [
        person
        for person in organisation.staff(actor=actor, day=local_day(now))
        if any(
            grant.role in HANDLERS and (not unit_code or grant.unit_code == unit_code)
            for grant in person.grants
        )
    ]
    counts, uncaused = _counts(actor, now), _uncaused(actor, now)
    loads = (
        Load(
            person.username, person.full_name,
            next((grant.unit_code or "" for grant in person.grants if grant.role in HANDLERS), ""),
            *counts.get(person.id, (0, 0, 0, 0)), uncaused.get(person.id, 0),
        )
        for person in people
    )  # fmt: skip
    return tuple(sorted(loads, key=lambda one: (one.open_count, one.username)))


def _uncaused(actor: Actor, now: datetime) -> dict[int, int]:
    """Cases that came late without a recorded cause, by the number of who has them, whoever closed them."""
    seen = cases_seen(actor=actor).filter(came_late_without_cause(now=now), responsible__isnull=False)
    return dict(seen.order_by().values_list("responsible").annotate(count=Count("pk")))


def _counts(actor: Actor, now: datetime) -> dict[int, tuple[int, int, int, int]]:
    """Open, late, due today and paused cases by the number of who has them."""
    tomorrow = datetime.combine(local_day(now) + timedelta(days=1), time(0), tzinfo=ZONE)
    runs = Q(is_paused=False)
    counted = (
        cases_seen(actor=actor)
        .filter(state__in=OPEN, responsible__isnull=False)
        .order_by()
        .values_list("responsible")
        .annotate(
            open=Count("pk"),
            late=Count("pk", filter=runs & Q(due_at__lt=now)),
            today=Count("pk", filter=runs & Q(due_at__gte=now, due_at__lt=tomorrow)),
            paused=Count("pk", filter=Q(is_paused=True)),
        )
    )
    return {person: (open_, late, today, paused) for person, open_, late, today, paused in counted}
