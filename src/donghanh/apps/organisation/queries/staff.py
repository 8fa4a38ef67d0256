"""Who works where on a day, and the cards of the demo."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Prefetch

from donghanh.apps.organisation.models import RoleGrant, Staff
from donghanh.apps.organisation.permissions import ROLES, Actor, Grant, check_see_unit
from donghanh.apps.organisation.queries.units import standing


@dataclass(frozen=True)
class StaffRow:
    """Somebody who may sign in, with the grants in force on the day asked for."""

    id: int
    username: str
    full_name: str
    is_active: bool
    is_demo: bool
    grants: tuple[Grant, ...]


def staff(*, actor: Actor, day: date) -> list[StaffRow]:
    """List the staff in the actor's sight on a day: all, or those of the own units."""
    rows = _rows(day)
    seen = actor.unit_codes
    if seen is None:
        return rows
    return [
        row
        for row in rows
        if row.id == actor.staff_id or any(grant.unit_code in seen for grant in row.grants if grant.unit_code)
    ]


def staff_of_unit(*, actor: Actor, unit_code: str, day: date) -> list[StaffRow]:
    """
    List those who hold a role in a unit on a day, heads first.

    raises : Forbidden, when the unit is out of the actor's sight
    """
    check_see_unit(actor=actor, unit_code=unit_code)
    rows = [row for row in _rows(day) if any(grant.unit_code == unit_code for grant in row.grants)]
    return sorted(rows, key=lambda row: (_rank(row), row.username))


def staff_emails(*, numbers: Collection[int]) -> dict[int, str]:
    """Addresses of e-mail of some accounts by number, for a message to them; empty where none is kept."""
    return dict(Staff.objects.filter(pk__in=numbers).values_list("pk", "email"))


def staff_with_email(*, email: str) -> set[int]:
    """Numbers of the accounts that keep an address of e-mail; none for an empty one."""
    said = email.strip()
    return set(Staff.objects.filter(email__iexact=said).values_list("pk", flat=True)) if said else set()


def demo_cards(*, day: date) -> list[StaffRow]:
    """List the demo's staff that may be signed in with a card, in the order of roles; none outside a demo."""
    if not settings.DEMO:
        return []
    rows = [row for row in _rows(day) if row.is_demo and row.is_active and row.grants]
    return sorted(rows, key=lambda row: (_rank(row), row.username))


def _rows(day: date) -> list[StaffRow]:
    in_force = RoleGrant.objects.filter(standing(day)).order_by("id")
    people = Staff.objects.order_by("username").prefetch_related(
        Prefetch("role_grants", queryset=in_force, to_attr="grants_in_force")
    )
    return [
        StaffRow(
            id=person.pk,
            username=person.username,
            full_name=person.full_name,
            is_active=person.is_active,
            is_demo=person.is_demo,
            grants=tuple(Grant(row.role, row.unit_id, row.commune_id) for row in person.grants_in_force),
        )
        for person in people
    ]


def _rank(row: StaffRow) -> int:
    return min((ROLES.index(grant.role) for grant in row.grants), default=len(ROLES))
