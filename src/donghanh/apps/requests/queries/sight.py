"""Which cases somebody sees, for every query of this app and for the evidence kept under a case's code."""

from __future__ import annotations

from django.db.models import QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.models import Case, Incident
from donghanh.apps.requests.permissions import desk_units


def cases_seen(*, actor: Actor) -> QuerySet[Case]:
    """The cases in the actor's sight: all, or those of the own units."""
    units = desk_units(actor=actor)
    if units is None:
        return Case.objects.all()
    return Case.objects.filter(unit_id__in=sorted(units))


def may_see_case(actor: Actor, code: str) -> bool:
    """Answer whether the actor sees the case; False for one that does not exist."""
    return cases_seen(actor=actor).filter(code=code).exists()


def incidents_seen(*, actor: Actor) -> QuerySet[Incident]:
    """The incidents in the actor's sight: all, or those of the own units."""
    units = desk_units(actor=actor)
    if units is None:
        return Incident.objects.all()
    return Incident.objects.filter(unit_id__in=sorted(units))
