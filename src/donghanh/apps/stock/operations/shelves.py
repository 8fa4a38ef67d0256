"""
What is free on a warehouse's shelf, and which lots or serials an act takes from it.

Free is what may be given on the day (no expired lot) less what is reserved. Called with the item locked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.db.models import Sum

from donghanh.apps.stock.models import Item, Level, Lot, Reservation, Serial, Warehouse
from donghanh.apps.stock.refusals import CannotMoveGoods, NotEnoughGoods
from donghanh.engines.stock.picking import NotEnough, givable, pick
from donghanh.engines.stock.tables import SHELF

MOST = 10_000_000


@dataclass(frozen=True)
class Line:
    """
    What is asked for of one item.

    lot     : a lot by its code; empty takes the lots that expire first
    serials : of a serialised item; empty takes the first free ones
    """

    item: str
    quantity: int
    lot: str = ""
    serials: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taken:
    """So many of a lot, or one serial."""

    lot_id: int
    quantity: int
    serial_id: int | None = None


def free_quantity(*, item: Item, warehouse: Warehouse, day: date, besides: str = "") -> int:
    """How many may still be promised; what is reserved for the subject `besides` counts as free."""
    return _givable(item, warehouse, day) - _reserved(item, warehouse, besides)


def take(
    *, item: Item, warehouse: Warehouse, line: Line, day: date, besides: str = ""
) -> list[Taken]:  # fmt: skip
    """
    Choose what leaves the shelf.

    besides : subject whose own reservation does not stand in the way
    raises  : NotEnoughGoods `not-enough`; CannotMoveGoods `lot-expired`, `lot-unknown`, `serial-not-here`, …
    """
    check_line(item=item, line=line)
    free = free_quantity(item=item, warehouse=warehouse, day=day, besides=besides)
    if line.quantity > free:
        raise not_enough(item=item, warehouse=warehouse, asked=line.quantity, free=free, day=day)
    if item.is_serialised:
        return _serials(item, warehouse, line, besides)
    if line.lot:
        return [_of_lot(item, warehouse, line, day)]
    return _first_expired(item, warehouse, line, day)


def take_all(
    *, items: Mapping[str, Item], warehouse: Warehouse, lines: Sequence[Line], day: date
) -> list[Taken]:
    """
    Choose what leaves the shelf for several lines, which together take no more of an item than is free.

    raises : as `take`
    """
    together = merged(lines)
    for code in {line.item for line in together}:
        asked = sum(line.quantity for line in together if line.item == code)
        free = free_quantity(item=items[code], warehouse=warehouse, day=day)
        if asked > free:
            raise not_enough(item=items[code], warehouse=warehouse, asked=asked, free=free, day=day)
    return [
        one
        for line in together
        for one in take(item=items[line.item], warehouse=warehouse, line=line, day=day)
    ]


def merged(lines: Sequence[Line]) -> list[Line]:
    """Put lines of the same item and lot together: two small lines must not take the same pieces twice."""
    found: dict[tuple[str, str], Line] = {}
    for line in lines:
        before = found.get((line.item, line.lot))
        if before is None:
            found[line.item, line.lot] = line
            continue
        serials = (*before.serials, *line.serials)
        found[line.item, line.lot] = Line(line.item, before.quantity + line.quantity, line.lot, serials)
    return list(found.values())


def check_line(*, item: Item, line: Line) -> None:
    """raises : CannotMoveGoods `quantity-not-possible`, `serials-differ`"""
    if not 0 < line.quantity <= MOST:
        raise CannotMoveGoods(
            "quantity-not-possible", f"{line.quantity} of {item.code} is no quantity.", quantity=line.quantity
        )
    wanted = line.quantity if item.is_serialised else 0
    if line.serials and (len(line.serials) != wanted or len(set(line.serials)) != wanted):
        raise CannotMoveGoods(
            "serials-differ",
            f"{line.quantity} of {item.code} with {len(set(line.serials))} different serial numbers. "
            "Next: name each thing once.",
            item=item.code, quantity=line.quantity, serials=len(set(line.serials)),
        )  # fmt: skip


def not_enough(*, item: Item, warehouse: Warehouse, asked: int, free: int, day: date) -> NotEnoughGoods:
    """Say what is missing, and in which other warehouses there is some."""
    free = max(free, 0)
    elsewhere = stands_in(item=item, day=day)
    elsewhere.pop(warehouse.code, None)
    told = ", ".join(f"{code} {count}" for code, count in elsewhere.items()) or "nowhere"
    return NotEnoughGoods(
        "not-enough",
        f"{asked} of {item.code} are asked for; {warehouse.code} has {free} free. "
        f"There is some in: {told}.",
        item=item.code, warehouse=warehouse.code, asked=asked, free=free, missing=asked - free,
        elsewhere=told,
    )  # fmt: skip


def stands_in(*, item: Item, day: date) -> dict[str, int]:
    """How many are free in each warehouse that has some, by its code."""
    open_ones = Warehouse.objects.filter(places__levels__lot__item=item).distinct().order_by("code")
    found = {one.code: free_quantity(item=item, warehouse=one, day=day) for one in open_ones}
    return {code: count for code, count in found.items() if count > 0}


def shelf_frame(*, item: Item, warehouse: Warehouse) -> pl.DataFrame:
    """The lots of a shelf as `engines.stock.picking` wants them."""
    rows = Level.objects.filter(place__kind="warehouse", place__warehouse=warehouse, lot__item=item)
    found = list(rows.values_list("lot__code", "lot__expires_on", "quantity"))
    return pl.DataFrame(found, schema=SHELF.schema, orient="row")


def _givable(item: Item, warehouse: Warehouse, day: date) -> int:
    return int(givable(shelf=shelf_frame(item=item, warehouse=warehouse), day=day)["quantity"].sum())


def _reserved(item: Item, warehouse: Warehouse, besides: str) -> int:
    rows = Reservation.objects.filter(item=item, warehouse=warehouse, end__isnull=True)
    return int(rows.exclude(subject=besides).aggregate(total=Sum("quantity"))["total"] or 0)


def _first_expired(item: Item, warehouse: Warehouse, line: Line, day: date) -> list[Taken]:
    try:
        chosen = pick(shelf=shelf_frame(item=item, warehouse=warehouse), quantity=line.quantity, day=day)
    except NotEnough as reason:
        raise not_enough(
            item=item, warehouse=warehouse, asked=reason.asked, free=reason.available, day=day
        ) from reason
    numbers = dict(Lot.objects.filter(item=item).values_list("code", "id"))
    return [Taken(numbers[code], quantity) for code, quantity in chosen.iter_rows()]


def _of_lot(item: Item, warehouse: Warehouse, line: Line, day: date) -> Taken:
    lot = lot_named(item=item, code=line.lot)
    if lot.expires_on is not None and lot.expires_on <= day:
        raise CannotMoveGoods(
            "lot-expired", f"Lot {lot.code} of {item.code} expired on {lot.expires_on}. Next: write it off.",
            item=item.code, lot=lot.code, day=lot.expires_on,
        )  # fmt: skip
    return Taken(lot.pk, line.quantity)


def lot_named(*, item: Item, code: str) -> Lot:
    """raises : CannotMoveGoods `lot-unknown`"""
    found = Lot.objects.filter(item=item, code=code).first()
    if found is None:
        raise CannotMoveGoods("lot-unknown", f"{item.code} has no lot '{code}'.", item=item.code, lot=code)
    return found


def _serials(item: Item, warehouse: Warehouse, line: Line, besides: str) -> list[Taken]:
    rows = Serial.objects.filter(item=item, place__kind="warehouse", place__warehouse=warehouse)
    kept = Reservation.objects.filter(item=item, end__isnull=True).exclude(subject=besides)
    rows = rows.exclude(pk__in=kept.values("serial_id")).order_by("number")
    found = {row.number: row for row in rows}
    chosen: Sequence[str] = line.serials or list(found)[: line.quantity]
    for number in chosen:
        if number not in found:
            raise CannotMoveGoods(
                "serial-not-here",
                f"{item.code} {number} is not free in {warehouse.code}. Next: look where it is.",
                item=item.code, serial=number, warehouse=warehouse.code,
            )  # fmt: skip
    return [Taken(found[number].lot_id, 1, found[number].pk) for number in chosen]
