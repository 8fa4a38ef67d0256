"""Incidents, and cases that may speak of the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import CaseRow, IncidentRow, Likeness


@dataclass(frozen=True)
class IncidentPage:
    """An incident with its cases."""

    row: IncidentRow
    cases: tuple[CaseRow, ...]


def incidents(*, actor: Actor, now: datetime, is_open: bool | None = True) -> tuple[IncidentRow, ...]:
    """
    Incidents in sight, latest first; `is_open` None for those that are over too.

    raises : Forbidden
    """
    raise NotImplementedError


def incident_page(*, actor: Actor, code: str, now: datetime) -> IncidentPage:
    """
    One incident with its cases in sight.

    raises : NotFound
    """
    raise NotImplementedError


def likely_same(*, actor: Actor, code: str, now: datetime) -> tuple[Likeness, ...]:
    """
    Other cases that may speak of the same thing as a case, the likeliest first.

    raises : NotFound
    """
    raise NotImplementedError
