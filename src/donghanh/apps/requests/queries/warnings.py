"""Warnings addressed to somebody, of cases that are still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.models import Escalation
from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.queries.sight import cases_seen

MOST = 50


@dataclass(frozen=True)
class WarningRow:
    """A case of which the reader was warned: by which rule, when, and until when it must be done."""

    case: str
    service_vi: str
    service_en: str
    rule: str
    at: datetime
    due_at: datetime


def warnings_of(*, actor: Actor) -> tuple[WarningRow, ...]:
    """The warnings to this person of cases that are open and in sight, the soonest due first."""
    told = Escalation.objects.filter(
        to_staff_id=actor.staff_id, case__state__in=OPEN, case__in=cases_seen(actor=actor)
    )
    if actor.staff_id is None:
        return ()
    rows = told.select_related("case").order_by("due_at", "id")[:MOST]
    return tuple(
        WarningRow(
            one.case.code,
            one.case.service["vi"],
            one.case.service["en"],
            one.rule,
            one.product_at,
            one.due_at,
        )
        for one in rows
    )
