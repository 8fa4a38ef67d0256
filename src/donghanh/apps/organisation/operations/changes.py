"""
Writing a change of the tree: the rows that end on a day, and those that begin on it.

Shared by merging and splitting. A change is refused when somebody already wrote something for a later day:
what was decided later would silently be lost.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection
from django.db.models import Q

from donghanh.apps.organisation.models import (
    CommuneService,
    RoleGrant,
    Unit,
    UnitPlacement,
)


class CannotChangeTree(Exception):
    """The units cannot be merged or split so; the text says what was found and what to do next."""


def lock_tree() -> None:
    """Let one change of the tree happen at a time, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('organisation_tree'))")


def standing_unit(code: str, on: date) -> UnitPlacement:
    """
    Find the open placement of a power unit that stands before and on a day.

    raises : CannotChangeTree, when it is no power unit, does not stand yet, or ends or moves at a later day
    """
    placements = UnitPlacement.objects.filter(unit_id=code).select_related("unit").order_by("from_on")
    last = placements.last()
    if last is None or last.unit.kind != "unit":
        raise CannotChangeTree(f"{code} is no power unit. Next: see the units with `organisation tree`.")
    if last.until_on is not None:
        raise CannotChangeTree(f"{code} stands until {last.until_on} only; it cannot change on {on}.")
    if last.from_on >= on:
        raise CannotChangeTree(f"{code} was changed for {last.from_on}; choose a day after it, not {on}.")
    return last


def check_new_code(code: str) -> None:
    """Refuse a code that was ever given: an old code resolves for ever."""
    if not code.strip():
        raise CannotChangeTree("The new unit needs a code.")
    if Unit.objects.filter(pk=code).exists():
        raise CannotChangeTree(f"The code {code} was given before. A code is given once; choose a new one.")


def found_unit(
    *, code: str, name_vi: str, name_en: str, short_name: str, like: UnitPlacement, on: date
) -> None:
    """Write a new power unit that stands from a day on, on the tile and below the parent of another."""
    Unit.objects.create(
        code=code,
        kind="unit",
        name_vi=name_vi,
        name_en=name_en,
        short_name=short_name or name_vi,
        tile_row=like.unit.tile_row,
        tile_column=like.unit.tile_column,
    )
    UnitPlacement.objects.create(unit_id=code, parent_id=like.parent_id, from_on=on)


def end_unit(placement: UnitPlacement, *, on: date) -> None:
    """End a unit's placement; `on` is the first day without it."""
    placement.until_on = on
    placement.save(update_fields=["until_on"])


def move_teams(*, from_code: str, to_code: str, on: date) -> int:
    """Place the teams of one unit below another from a day on; how many they were."""
    teams = list(UnitPlacement.objects.filter(parent_id=from_code).filter(_open_on(on)))
    UnitPlacement.objects.filter(pk__in=[team.pk for team in teams]).update(until_on=on)
    UnitPlacement.objects.bulk_create(
        UnitPlacement(unit_id=team.unit_id, parent_id=to_code, from_on=on, until_on=team.until_on)
        for team in teams
    )
    return len(teams)


def move_communes(*, codes: Collection[str], to_code: str, on: date) -> int:
    """Let a unit serve communes from a day on; how many they were."""
    services = list(CommuneService.objects.filter(_open_on(on), commune_id__in=codes))
    CommuneService.objects.filter(pk__in=[row.pk for row in services]).update(until_on=on)
    CommuneService.objects.bulk_create(
        CommuneService(commune_id=row.commune_id, unit_id=to_code, from_on=on, until_on=row.until_on)
        for row in services
    )
    return len(services)


def communes_served(*, unit_code: str, on: date) -> list[str]:
    """Codes of the communes that a unit serves on a day."""
    rows = CommuneService.objects.filter(_open_on(on), unit_id=unit_code)
    return list(rows.order_by("commune_id").values_list("commune_id", flat=True))


def end_grants(*, unit_code: str, on: date) -> list[RoleGrant]:
    """End the grants of a unit on a day; gives the rows as they were."""
    grants = list(RoleGrant.objects.filter(_ending_after(on), unit_id=unit_code))
    for grant in grants:
        RoleGrant.objects.filter(pk=grant.pk).update(until_on=max(on, grant.from_on))
    return grants


def move_grants(*, from_code: str, to_code: str, on: date) -> int:
    """Give everybody of one unit the same role in another from a day on; how many grants they were."""
    grants = end_grants(unit_code=from_code, on=on)
    RoleGrant.objects.bulk_create(
        RoleGrant(
            staff_id=grant.staff_id,
            role=grant.role,
            unit_id=to_code,
            from_on=max(on, grant.from_on),
            until_on=grant.until_on,
        )
        for grant in grants
    )
    return len(grants)


def _open_on(on: date) -> Q:
    return Q(from_on__lt=on) & _ending_after(on)


def _ending_after(on: date) -> Q:
    return Q(until_on=None) | Q(until_on__gt=on)
