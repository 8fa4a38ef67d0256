"""Who somebody is on a day: the grants in force, as the plain value that every query and operation takes."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists

from donghanh.apps.organisation import bridge
from donghanh.apps.organisation.models import RoleGrant, Staff, UnitSuccession
from donghanh.apps.organisation.permissions import Actor, Grant
from donghanh.apps.organisation.queries.units import standing


def actor_of(*, staff_id: int, on: date) -> Actor | None:
    """
    Read one person's roles as they stand on a day.

    A grant for a unit reaches the codes of the units that went into it whole, so that what was written
    under an old code stays in sight of its successor.

    staff_id : row of Staff
    on       : the product's day
    returns  : the Actor, perhaps with no grant; None when nobody active has this number
    """
    staff = Staff.objects.filter(pk=staff_id, is_active=True).first()
    if staff is None:
        return None
    rows = list(
        RoleGrant.objects.filter(standing(on), staff_id=staff_id)
        .annotate(has_successions=Exists(UnitSuccession.objects.all()))
        .order_by("id")
    )
    grants = [Grant(row.role, row.unit_id, row.commune_id) for row in rows]
    if any(row.has_successions for row in rows):
        grants += _of_old_codes(grants, on=on)
    return Actor(staff.pk, staff.username, staff.full_name, tuple(dict.fromkeys(grants)))


def actor_named(*, username: str, on: date) -> Actor | None:
    """Read the roles of whoever signs in with this name; None when nobody active does."""
    staff_id = Staff.objects.filter(username=username).values_list("pk", flat=True).first()
    return None if staff_id is None else actor_of(staff_id=staff_id, on=on)


def _of_old_codes(grants: list[Grant], *, on: date) -> list[Grant]:
    """Grants for the codes that lie whole in a granted unit."""
    rows = [row for row in bridge.successions() if row.on_day <= on]
    old: dict[str, set[str]] = {}
    for row in rows:
        old.setdefault(row.predecessor, set()).add(row.successor)
    whole = {code: next(iter(heirs)) for code, heirs in old.items() if len(heirs) == 1 and code not in heirs}
    return [
        Grant(grant.role, code)
        for grant in grants
        if grant.unit_code
        for code in whole
        if _last(code, whole) == grant.unit_code
    ]


def _last(code: str, whole: dict[str, str]) -> str:
    while code in whole:
        code = whole[code]
    return code
