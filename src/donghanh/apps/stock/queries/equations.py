"""The equation that must hold of all goods, read from the ledger and the levels; for the company's roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl
from django.db.models import Sum

from donghanh.apps.organisation.permissions import SEE_ALL, Actor, Forbidden
from donghanh.apps.stock.models import Level, Movement
from donghanh.engines.stock.equation import balances, drifted
from donghanh.engines.stock.equation import equation as reckon
from donghanh.engines.stock.tables import LEVELS, MOVEMENTS


@dataclass(frozen=True)
class EquationRow:
    """received = in_warehouses + in_transit + with_carriers + handed_over + written_off, of a lot."""

    item: str
    lot: str
    received: int
    in_warehouses: int
    in_transit: int
    with_carriers: int
    handed_over: int
    written_off: int
    difference: int
    holds: bool


@dataclass(frozen=True)
class StockEquation:
    """
    The rows, and where a stored amount is not what the movements imply.

    drifted : (item, lot, kind of place, moved, stored)
    """

    holds: bool
    rows: tuple[EquationRow, ...]
    drifted: tuple[tuple[str, str, str, int, int], ...]


def equation(*, actor: Actor, item_code: str = "", as_of: date | None = None) -> StockEquation:
    """
    Reckon the equation for every item and lot, or for one item.

    as_of  : at the end of this day, from the movements alone: what was stored that day is not kept; now,
             against the stored amounts, when left out
    raises : Forbidden, for one who does not see the whole company: a part of the goods does not add up
    """
    if not actor.sees_all:
        raise Forbidden(
            "role_missing", act="stock_equation", expected=", ".join(sorted(SEE_ALL)), username=actor.username
        )
    moved = _movements(item_code, as_of)
    stored = _levels(item_code) if as_of is None else balances(movements=moved)
    rows = reckon(movements=moved, levels=stored)
    off = drifted(movements=moved, levels=stored)
    holds = off.is_empty() and bool(rows["holds"].all())
    told = tuple(EquationRow(**row) for row in rows.iter_rows(named=True))
    return StockEquation(holds, told, tuple(off.iter_rows()))


def _movements(item_code: str, as_of: date | None) -> pl.DataFrame:
    """Summed by the database over lot and kinds of places: the ledger may be long."""
    rows = Movement.objects.filter(lot__item=item_code) if item_code else Movement.objects.all()
    if as_of is not None:
        rows = rows.filter(slip__on__lte=as_of)
    counted = rows.order_by().values_list("lot__item_id", "lot__code", "from_place__kind", "to_place__kind")
    return pl.DataFrame(list(counted.annotate(Sum("quantity"))), schema=MOVEMENTS.schema, orient="row")


def _levels(item_code: str) -> pl.DataFrame:
    rows = Level.objects.filter(lot__item=item_code) if item_code else Level.objects.all()
    counted = rows.order_by().values_list("lot__item_id", "lot__code", "place__kind")
    return pl.DataFrame(list(counted.annotate(Sum("quantity"))), schema=LEVELS.schema, orient="row")
