"""Which orders somebody sees, for every query of this app and for the evidence kept under an order's name."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works.models import Visit, WorkOrder
from donghanh.apps.works.permissions import desk_units


def orders_seen(*, actor: Actor) -> QuerySet[WorkOrder]:
    """The orders in the actor's sight: all, the units' own, or those of the own visits."""
    units = desk_units(actor=actor)
    if units is None:
        return WorkOrder.objects.all()
    seen = Q(unit_id__in=units)
    if "crew" in actor.roles:
        own = Visit.objects.filter(order=OuterRef("pk"), crew_id=actor.staff_id)
        seen |= Q(Exists(own))
    return WorkOrder.objects.filter(seen)


def visits_seen(*, actor: Actor) -> QuerySet[Visit]:
    """The visits in the actor's sight; a crew sees its own."""
    units = desk_units(actor=actor)
    if units is None:
        return Visit.objects.all()
    seen = Q(order__unit_id__in=units)
    if "crew" in actor.roles:
        seen |= Q(crew_id=actor.staff_id)
    return Visit.objects.filter(seen)


def may_see_order(actor: Actor, reference: str) -> bool:
    """Answer whether the actor sees the order; False for one that does not exist."""
    return orders_seen(actor=actor).filter(reference=reference).exists()


def may_set_aside(actor: Actor, reference: str) -> bool:
    """Answer whether a file that came for an order and does not count may be kept or seen by the actor."""
    unit = WorkOrder.objects.filter(reference=reference).values_list("unit_id", flat=True).first()
    if unit is None:
        return False
    return may_see_order(actor, reference) or "crew" in actor.roles_in_unit(unit)
