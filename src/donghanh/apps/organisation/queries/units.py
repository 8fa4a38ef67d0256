"""The tree of units as it stands on a day, and figures told on the tree of another day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.db.models import Q

from donghanh.apps.organisation import bridge
from donghanh.apps.organisation.models import Unit, UnitPlacement
from donghanh.apps.organisation.permissions import Actor


class UnknownUnit(Exception):
    """No unit ever had this code; `code` names it."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(
            f"No unit has ever had the code {code!r}. Next: see the codes with `organisation tree`."
        )


@dataclass(frozen=True)
class UnitRow:
    """A unit as it stands on a day; `tile` is its place on the units' map, or None."""

    code: str
    kind: str
    name_vi: str
    name_en: str
    short_name: str
    parent_code: str | None
    tile_row: int | None
    tile_column: int | None

    def name(self, language: str) -> str:
        return self.name_en if language.startswith("en") else self.name_vi


@dataclass(frozen=True)
class TreeNode:
    """A unit with the units below it."""

    unit: UnitRow
    children: tuple[TreeNode, ...]


def standing(day: date) -> Q:
    """Rows with `from_on` and `until_on` that cover a day."""
    return Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gt=day))


def nodes_on(*, day: date) -> list[UnitRow]:
    """List everything that stands on a day, the corporation and the teams too, by code."""
    placements = UnitPlacement.objects.filter(standing(day)).select_related("unit").order_by("unit_id")
    return [_row(placement.unit, placement.parent_id) for placement in placements]


def units_on(*, day: date, actor: Actor | None = None) -> list[UnitRow]:
    """
    List the power units of a day (not departments or teams) in the order of their tiles.

    day     : the tree of this day
    actor   : with an actor, only the units in sight
    returns : one row a unit
    """
    seen = actor.unit_codes if actor else None
    rows = [row for row in nodes_on(day=day) if row.kind == "unit" and (seen is None or row.code in seen)]
    return sorted(rows, key=lambda row: (row.tile_row or 0, row.tile_column or 0, row.code))


def tree_on(*, day: date) -> list[TreeNode]:
    """
    Build the tree as it stands on a day; its roots have no parent on that day.

    Children stand in the order of their codes. A day before the first unit gives an empty list.
    """
    below: dict[str | None, list[UnitRow]] = defaultdict(list)
    for row in nodes_on(day=day):
        below[row.parent_code].append(row)
    return [_node(row, below) for row in below[None]]


def unit(*, code: str, day: date) -> UnitRow:
    """
    Look a unit up by a code it has or ever had; its parent is that of `day`, or None when it does not stand.

    raises : UnknownUnit
    """
    found = Unit.objects.filter(pk=code).first()
    if found is None:
        raise UnknownUnit(code)
    placement = UnitPlacement.objects.filter(standing(day), unit_id=code).first()
    return _row(found, placement.parent_id if placement else None)


def span_of_unit(*, code: str) -> tuple[date, date | None]:
    """Say from which day until (not including) which day a unit stands; None for one that stands still."""
    spans = list(UnitPlacement.objects.filter(unit_id=code).values_list("from_on", "until_on"))
    if not spans:
        raise UnknownUnit(code)
    ends = [until for _, until in spans]
    last = None if None in ends else max(end for end in ends if end is not None)
    return min(begin for begin, _ in spans), last


def known_unit_codes() -> frozenset[str]:
    """Every code that a power unit has or ever had: what a customer code may begin with."""
    return frozenset(Unit.objects.filter(kind="unit").values_list("code", flat=True))


def resolve_unit(*, code: str, day: date) -> tuple[str, ...]:
    """
    Say which units of `day` hold what `code` held, whenever that was.

    raises : UnknownUnit
    """
    if not Unit.objects.filter(pk=code).exists():
        raise UnknownUnit(code)
    return bridge.resolve(code=code, day=day)


def restate_figures(*, figures: pl.DataFrame, from_day: date, to_day: date) -> pl.DataFrame:
    """
    Tell figures of one day's units on the tree of another day; the total stands.

    figures : unit [code], amount [whole], and columns that are kept apart
    raises  : UnknownUnit, for a code that no unit ever had; FigureUnknown, where an amount is missing
    """
    known = set(Unit.objects.values_list("code", flat=True))
    for code in figures["unit"].unique().sort().to_list():
        if code not in known:
            raise UnknownUnit(str(code))
    return bridge.restate(figures=figures, from_day=from_day, to_day=to_day)


def _row(found: Unit, parent_code: str | None) -> UnitRow:
    return UnitRow(
        found.code,
        found.kind,
        found.name_vi,
        found.name_en,
        found.short_name,
        parent_code,
        found.tile_row,
        found.tile_column,
    )


def _node(row: UnitRow, below: dict[str | None, list[UnitRow]]) -> TreeNode:
    return TreeNode(row, tuple(_node(child, below) for child in below[row.code]))
