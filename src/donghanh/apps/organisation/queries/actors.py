"""Who somebody is on a day: the grants in force, as the plain value that every query and operation takes."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from donghanh.apps.organisation.models import RoleGrant, Staff
from donghanh.apps.organisation.permissions import Actor, Grant


def actor_of(*, staff_id: int, on: date) -> Actor | None:
    """
    Read one person's roles as they stand on a day.

    staff_id : row of Staff
    on       : the product's day
    returns  : the Actor, perhaps with no grant; None when nobody active has this number
    """
    staff = Staff.objects.filter(pk=staff_id, is_active=True).first()
    if staff is None:
        return None
    grants = RoleGrant.objects.filter(_in_force(on), staff_id=staff_id).order_by("id")
    return Actor(
        staff_id=staff.pk,
        username=staff.username,
        full_name=staff.full_name,
        grants=tuple(Grant(grant.role, grant.unit_id, grant.commune_id) for grant in grants),
    )


def _in_force(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gt=on))
