"""Communes, who serves them, and the state of an area on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from donghanh.apps.organisation.models import AreaStatus, Commune, CommuneService
from donghanh.apps.organisation.permissions import Actor, check_see_commune
from donghanh.apps.organisation.queries.units import standing

NORMAL = "normal"


@dataclass(frozen=True)
class CommuneRow:
    """A commune on a day: its district, the unit that serves it, the state of the area."""

    code: str
    name: str
    district_code: str
    district: str
    unit_code: str | None
    status: str


@dataclass(frozen=True)
class AreaStatusRow:
    """One written state of an area; `corrected_by_id` is set when a later row replaces it."""

    id: int
    commune_code: str
    status: str
    from_on: date
    until_on: date | None
    source: str
    recorded_by: str
    product_at: datetime
    corrects_id: int | None
    corrected_by_id: int | None


def communes(*, actor: Actor, day: date, unit_code: str | None = None) -> list[CommuneRow]:
    """
    List the communes in the actor's sight as they stand on a day, in Vietnamese order.

    unit_code : only those that this unit serves on that day
    """
    served = units_of_communes(day=day)
    states = area_status_on(day=day)
    rows = [
        CommuneRow(
            row.code,
            row.name,
            row.district_code,
            row.district,
            served.get(row.code),
            states.get(row.code, NORMAL),
        )
        for row in Commune.objects.order_by("district_code", "sort_key", "code")
    ]
    return [
        row for row in rows if _in_sight(actor, row) and (unit_code is None or row.unit_code == unit_code)
    ]


def commune(*, actor: Actor, code: str, day: date) -> CommuneRow | None:
    """
    Look one commune up; None when no commune has this code.

    raises : Forbidden, when it is out of the actor's sight
    """
    found = Commune.objects.filter(pk=code).first()
    if found is None:
        return None
    unit_code = unit_of_commune(commune_code=code, day=day)
    check_see_commune(actor=actor, commune_code=code, unit_code=unit_code)
    state = area_status_on(day=day).get(code, NORMAL)
    return CommuneRow(code, found.name, found.district_code, found.district, unit_code, state)


def commune_names() -> dict[str, str]:
    """Name of each commune by its code."""
    return dict(Commune.objects.values_list("code", "name"))


def districts_of_communes() -> dict[str, str]:
    """Code of the district of each commune by the commune's code."""
    return dict(Commune.objects.values_list("code", "district_code"))


def district_names() -> dict[str, str]:
    """Name of each district by its code."""
    return dict(Commune.objects.values_list("district_code", "district"))


def unit_of_commune(*, commune_code: str, day: date) -> str | None:
    """Say which unit serves a commune on a day; None when nobody does."""
    found = CommuneService.objects.filter(standing(day), commune_id=commune_code)
    return found.values_list("unit_id", flat=True).first()


def units_of_communes(*, day: date) -> dict[str, str]:
    """Say for every commune which unit serves it on a day."""
    return dict(CommuneService.objects.filter(standing(day)).values_list("commune_id", "unit_id"))


def area_status_on(*, day: date) -> dict[str, str]:
    """
    Say the state of every area that is not normal on a day.

    returns : commune code -> locked_down | quarantined; a commune that is not named is normal. Where two
              rows that nobody corrected cover the day, the one written last counts
    """
    rows = _in_force(day).order_by("id").values_list("commune_id", "status")
    return {code: status for code, status in dict(rows).items() if status != NORMAL}


def area_history(*, actor: Actor, commune_code: str, day: date) -> list[AreaStatusRow]:
    """
    List every state ever written for a commune, the corrected ones too, latest first.

    raises : Forbidden, when the commune is out of the actor's sight
    """
    unit_code = unit_of_commune(commune_code=commune_code, day=day)
    check_see_commune(actor=actor, commune_code=commune_code, unit_code=unit_code)
    rows = AreaStatus.objects.filter(commune_id=commune_code).select_related("recorded_by", "corrected_by")
    return [_history_row(row) for row in rows.order_by("-id")]


def _in_force(day: date) -> QuerySet[AreaStatus]:
    return AreaStatus.objects.filter(standing(day) & Q(corrected_by=None))


def _in_sight(actor: Actor, row: CommuneRow) -> bool:
    seen, named = actor.unit_codes, actor.commune_codes
    return seen is None or row.unit_code in seen or row.code in (named or ())


def _history_row(row: AreaStatus) -> AreaStatusRow:
    correction = getattr(row, "corrected_by", None)
    return AreaStatusRow(
        id=row.pk,
        commune_code=row.commune_id,
        status=row.status,
        from_on=row.from_on,
        until_on=row.until_on,
        source=row.source,
        recorded_by=row.recorded_by.full_name if row.recorded_by else "",
        product_at=row.product_at,
        corrects_id=row.corrects_id,
        corrected_by_id=correction.pk if correction else None,
    )
