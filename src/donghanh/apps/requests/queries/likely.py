"""Cases that may speak of the same thing: candidates by place, telephone, customer and time, then scored."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge import likeness
from donghanh.apps.requests.bridge.clocks import local_day
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.queries.differences import different_from
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.apps.requests.values import Likeness

WITHIN = timedelta(days=30)
MOST = 200
SHOWN = 10


def likely_of(*, actor: Actor, case: Case) -> tuple[Likeness, ...]:
    """Other cases in sight that may speak of the same thing as a case, the likeliest first."""
    near = Q(received_at__range=(case.received_at - WITHIN, case.received_at + WITHIN))
    same = Q(group=case.group) & Q(commune_code=case.commune_code) if case.commune_code else Q(pk=None)
    for name in ("phone", "customer_code", "email"):
        if value := getattr(case, name):
            same |= Q(**{name: value})
    if case.latitude_microdegrees is not None:
        same |= Q(group=case.group, unit_id=case.unit_id, latitude_microdegrees__isnull=False)
    apart = different_from(case=case)
    found = cases_seen(actor=actor).filter(near & same).exclude(pk__in={case.pk, *apart})
    others = list(found.select_related("membership__incident").order_by("-received_at")[:MOST])
    return likeness.scored(case=case, others=others, day=local_day(case.received_at))[:SHOWN]
