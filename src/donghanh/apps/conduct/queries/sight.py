"""Which inspections and findings somebody sees, for every query and operation of this app."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from donghanh.apps.conduct.models import Finding, Inspection
from donghanh.apps.conduct.permissions import headed_units, is_inspector, staffed_units
from donghanh.apps.organisation.permissions import Actor

TOLD = ("notified", "under_way", "finished")


def inspections_seen(*, actor: Actor) -> QuerySet[Inspection]:
    """
    The inspections in the actor's sight.

    The Office sees all. Everybody else sees what was told or begun: the company what concerns offices, a
    unit's desk its own office, its head the unit's crews as well, a person what concerns this person.
    """
    if is_inspector(actor=actor):
        return Inspection.objects.all()
    return Inspection.objects.filter(_concerning(actor), state__in=TOLD)


def findings_seen(*, actor: Actor) -> QuerySet[Finding]:
    """The findings in the actor's sight, by the same rule."""
    if is_inspector(actor=actor):
        return Finding.objects.all()
    return Finding.objects.filter(_concerning(actor))


def _concerning(actor: Actor) -> Q:
    of_offices = Q(staff=None) if actor.sees_all else Q(staff=None, unit_id__in=staffed_units(actor=actor))
    seen = of_offices | Q(unit_id__in=headed_units(actor=actor))
    return seen if actor.staff_id is None else seen | Q(staff_id=actor.staff_id)
