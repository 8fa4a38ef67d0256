"""Which customers somebody may see at all."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from donghanh.apps.customers.models import Customer
from donghanh.apps.organisation.permissions import Actor


def in_sight(*, actor: Actor) -> QuerySet[Customer]:
    """Customers of the actor's units and communes; all of them for the roles that see the company."""
    units, communes = actor.unit_codes, actor.commune_codes
    if units is None or communes is None:
        return Customer.objects.all()
    return Customer.objects.filter(Q(unit_id__in=sorted(units)) | Q(commune_id__in=sorted(communes)))
