"""Rows of cases for an app above, by code and in the actor's sight; the case of a tracking code."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge import tracking
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.queries.rows import rows_of, with_counts
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.apps.requests.values import CaseRow


def case_rows(*, actor: Actor, codes: Collection[str], now: datetime) -> dict[str, CaseRow]:
    """The rows of these cases, by code; one that the actor does not see is not among them."""
    found = cases_seen(actor=actor).filter(code__in=list(codes))
    return {row.code: row for row in rows_of(with_counts(found), now=now)}


def case_fields(*, code: str) -> dict[str, object]:
    """What the application says, by field, for an app above that has checked the sight."""
    found = Case.objects.filter(code=code).values_list("fields", flat=True).first()
    return dict(found or {})


def code_of_tracking(*, tracking_code: str) -> str:
    """The case's own code; empty when nothing has this tracking code."""
    hashed = tracking.hash_of(code=tracking_code)
    found = Case.objects.filter(tracking_sha256=hashed).values_list("code", flat=True).first()
    return str(found or "")
