"""
Carries what the engines and the lawbook know to the organisation, and its rows to the engines.

Successions go to the engine as plain values; the lawbook's units and communes come back as what is to be
loaded, with the teams that every unit has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.apps.organisation.models import UnitSuccession
from donghanh.engines.organisation import restating
from donghanh.engines.organisation.successions import Succession
from donghanh.lawbook import places


def successions() -> list[Succession]:
    """Load every part that ever went from one unit to another, in the order in which they were written."""
    rows = UnitSuccession.objects.order_by("on", "id")
    return [Succession(row.predecessor_id, row.successor_id, row.on, row.weight) for row in rows]


def resolve(*, code: str, day: date) -> tuple[str, ...]:
    """Say which units on the tree of `day` hold what `code` held."""
    return restating.resolve(code=code, successions=successions(), day=day)


def restate(*, figures: pl.DataFrame, from_day: date, to_day: date) -> pl.DataFrame:
    """Tell figures of one day's units on another day's tree; totals stand."""
    return restating.restate(figures=figures, successions=successions(), from_day=from_day, to_day=to_day)


# Every unit has the same teams until the company gives its own list of them.
TEAMS = (
    ("VH", "Đội Quản lý vận hành", "Operation Team"),
    ("SC", "Đội Sửa chữa lưu động", "Mobile Repair Team"),
    ("KD", "Đội Kinh doanh", "Customer Team"),
)


@dataclass(frozen=True)
class ReferenceUnit:
    """A unit, department or team as it is to be loaded."""

    code: str
    kind: str
    parent_code: str | None
    name_vi: str
    name_en: str
    short_name: str
    from_on: date
    until_on: date | None
    tile_row: int | None = None
    tile_column: int | None = None


@dataclass(frozen=True)
class Reference:
    """The lawbook's organisation: parents stand before their children."""

    units: tuple[ReferenceUnit, ...]
    communes: tuple[places.Commune, ...]


def reference() -> Reference:
    """Read the organisation and the communes of every day from the lawbook."""
    known = places.read_places()
    return Reference(units=tuple(_with_teams(known.units)), communes=known.communes)


def _with_teams(units: tuple[places.Unit, ...]) -> Iterator[ReferenceUnit]:
    for unit in units:
        days = (unit.span.start, unit.span.until)
        tile = (unit.tile.row, unit.tile.column) if unit.tile else (None, None)
        names = (unit.name_vi, unit.name_en, unit.short_name)
        yield ReferenceUnit(unit.code, unit.kind, unit.parent_code, *names, *days, *tile)
        if unit.kind == "unit":
            for suffix, name_vi, name_en in TEAMS:
                code = f"{unit.code}-{suffix}"
                yield ReferenceUnit(code, "team", unit.code, name_vi, name_en, name_vi, *days)
