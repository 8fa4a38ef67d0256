"""Incidents, and cases that may speak of the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.models import Incident
from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.permissions import check_see_requests
from donghanh.apps.requests.queries.likely import likely_of
from donghanh.apps.requests.queries.rows import rows_of, with_counts
from donghanh.apps.requests.queries.sight import cases_seen, incidents_seen
from donghanh.apps.requests.refusals import NotFound
from donghanh.apps.requests.values import CaseRow, IncidentRow, Likeness

MOST = 200


@dataclass(frozen=True)
class IncidentPage:
    """An incident with its cases."""

    row: IncidentRow
    cases: tuple[CaseRow, ...]


def incidents(*, actor: Actor, now: datetime, is_open: bool | None = True) -> tuple[IncidentRow, ...]:
    """
    Incidents in sight, latest first, at most two hundred; `is_open` None for those that are over too.

    raises : Forbidden
    """
    check_see_requests(actor=actor)
    found = incidents_seen(actor=actor)
    if is_open is not None:
        found = found.filter(ended_at__isnull=is_open)
    return incident_rows(found)


def incident_page(*, actor: Actor, code: str, now: datetime) -> IncidentPage:
    """
    One incident with its cases in sight.

    raises : NotFound
    """
    rows = incident_rows(incidents_seen(actor=actor).filter(code=code))
    if not rows:
        raise NotFound("incident", code)
    cases = with_counts(cases_seen(actor=actor).filter(membership__incident__code=code))
    return IncidentPage(rows[0], rows_of(cases.order_by(F("due_at").asc(nulls_last=True), "id"), now=now))


def likely_same(*, actor: Actor, code: str, now: datetime) -> tuple[Likeness, ...]:
    """
    Other cases that may speak of the same thing as a case, the likeliest first.

    raises : NotFound
    """
    case = cases_seen(actor=actor).filter(code=code).first()
    if case is None:
        raise NotFound("request", code)
    return likely_of(actor=actor, case=case)


def incident_rows(found: QuerySet[Incident]) -> tuple[IncidentRow, ...]:
    """Rows of incidents, latest first, with how many cases speak of each."""
    still = Count("members", filter=Q(members__case__state__in=OPEN))
    counted = found.annotate(case_count=Count("members"), open_case_count=still)
    return tuple(
        IncidentRow(
            one.code, one.title, one.group, one.unit_id or "", one.opened_at, one.ended_at, one.case_count,
            one.open_case_count,
        )
        for one in counted.order_by("-opened_at", "-code")[:MOST]
    )  # fmt: skip
