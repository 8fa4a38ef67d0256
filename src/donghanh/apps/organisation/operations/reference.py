"""
Loads the company's tree and the communes from the lawbook.

Idempotent: what stands in the database is left alone, also where it was changed since (a unit that was
merged away stays so); only codes that are not there yet are added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import transaction

from donghanh.apps.organisation import bridge
from donghanh.apps.organisation.bridge import ReferenceUnit
from donghanh.apps.organisation.models import Commune, CommuneService, Unit, UnitPlacement
from donghanh.apps.organisation.operations.records import record_act
from donghanh.apps.organisation.permissions import Actor, check_role
from donghanh.kernel.text import fold_column, sort_key_column
from donghanh.lawbook import places

LOADERS = ("director", "business", "office")


@dataclass(frozen=True)
class Loaded:
    """How many rows were new."""

    units: int
    communes: int


def load_reference(*, actor: Actor, at: datetime) -> Loaded:
    """
    Add the lawbook's units, departments, teams and communes that are not in the database yet.

    at      : the product's moment [aware], for the audit row
    returns : how many units and communes were new; 0 and 0 on the second call
    raises  : Forbidden
    """
    check_role(actor=actor, roles=LOADERS, act="load_reference")
    reference = bridge.reference()
    with transaction.atomic():
        units = _add_units(reference.units)
        communes = _add_communes(reference.communes)
        if units or communes:
            facts = {"units": units, "communes": communes}
            record_act(actor=actor, act="load_reference", subject="organisation", facts=facts, at=at)
    return Loaded(units=units, communes=communes)


def _add_units(units: tuple[ReferenceUnit, ...]) -> int:
    known = set(Unit.objects.values_list("code", flat=True))
    new = [unit for unit in units if unit.code not in known]
    columns = ("code", "kind", "name_vi", "name_en", "short_name", "tile_row", "tile_column")
    Unit.objects.bulk_create(Unit(**{name: getattr(unit, name) for name in columns}) for unit in new)
    UnitPlacement.objects.bulk_create(
        UnitPlacement(
            unit_id=unit.code, parent_id=unit.parent_code, from_on=unit.from_on, until_on=unit.until_on
        )
        for unit in new
    )
    return len(new)


def _add_communes(communes: tuple[places.Commune, ...]) -> int:
    known = set(Commune.objects.values_list("code", flat=True))
    new = [commune for commune in communes if commune.code not in known]
    Commune.objects.bulk_create(_with_keys(new))
    CommuneService.objects.bulk_create(
        CommuneService(
            commune_id=commune.code,
            unit_id=service.unit_code,
            from_on=service.span.start,
            until_on=service.span.until,
        )
        for commune in new
        for service in commune.served_by
    )
    return len(new)


def _with_keys(communes: list[places.Commune]) -> list[Commune]:
    names = pl.Series([commune.name for commune in communes], dtype=pl.String)
    keys = zip(communes, fold_column(names), sort_key_column(names), strict=True)
    return [
        Commune(
            code=commune.code,
            name=commune.name,
            district_code=commune.district.code,
            district=commune.district.name_vi,
            search_key=search,
            sort_key=sort,
        )
        for commune, search, sort in keys
    ]
