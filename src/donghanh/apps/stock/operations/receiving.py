"""Receives goods from a supplier into a warehouse: lots with their expiry, things with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from donghanh.adapters.spreadsheets.reading import open_spreadsheet
from donghanh.adapters.spreadsheets.sheets import ROW, CannotReadSpreadsheet, Limits
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.stock.models import Item, Lot, Serial
from donghanh.apps.stock.operations.ledger import (
    ZONE,
    Leg,
    Paper,
    lock_items,
    place_of,
    shelf_of,
    warehouse_named,
    write_slip,
    written_before,
)
from donghanh.apps.stock.operations.shelves import Line, check_line
from donghanh.apps.stock.permissions import check_keep
from donghanh.apps.stock.refusals import CannotMoveGoods
from donghanh.kernel.text import fold

SERIAL_HEADS = ("so may", "so seri", "serial", "serial number", "so serial")
SERIALS_AT_MOST = Limits(file_bytes=5 << 20, unpacked_bytes=50 << 20, rows=20_000, columns=50, cells=200_000)


@dataclass(frozen=True)
class Received:
    """
    What came in of one item.

    lot        : the supplier's lot, or a code of our own
    expires_on : first day on which it may not be given; only for items with an expiry
    serials    : of a serialised item, one number a piece
    """

    item: str
    quantity: int
    lot: str
    expires_on: date | None = None
    serials: tuple[str, ...] = ()


@transaction.atomic
def receive_goods(
    *, actor: Actor, warehouse_code: str, received: Sequence[Received], at: datetime, key: str = "",
    document: str = "", why: str = "",
) -> int:  # fmt: skip
    """
    Receive goods into a warehouse and answer the slip's number; sent again, the same number.

    key    : of this act, chosen by the sender
    raises : Forbidden; NotFound (warehouse, item); CannotMoveGoods `nothing-named`, `expiry-missing`,
             `expiry-not-kept`, `expiry-differs`, `lot-expired`, `lot-missing`, `serials-differ`, …
    """
    warehouse = warehouse_named(warehouse_code, at=at)
    day = at.astimezone(ZONE).date()
    check_keep(actor=actor, warehouse=warehouse, day=day)
    items = lock_items(one.item for one in received)
    asked = {"act": "receive", "warehouse": warehouse_code, "lines": [asdict(one) for one in received]}
    if before := written_before(actor=actor, key=key, asked=asked):
        return int(before.pk)
    if not received:
        raise CannotMoveGoods("nothing-named", "Nothing was named that came in.")
    outside, shelf = place_of("outside"), shelf_of(warehouse)
    legs = [
        Leg("receipt", lot.pk, quantity, outside.pk, shelf.pk, serial)
        for one in received
        for lot, quantity, serial in _lots(items[one.item], one, day)
    ]
    paper = Paper(key=key, document=document, why=why)
    return int(write_slip(actor=actor, kind="receipt", legs=legs, at=at, paper=paper, asked=asked).pk)


def read_serials(*, path: Path, name: str = "") -> tuple[str, ...]:
    """
    Read serial numbers from a spreadsheet: the column named "Số máy", "Số seri" or "Serial", else the first.

    raises : CannotMoveGoods `file-unreadable` with the reader's own rule, `serial-repeated` with both rows
    """
    rows: dict[str, int] = {}
    try:
        sheet = open_spreadsheet(path=path, name=name, known=SERIAL_HEADS, limits=SERIALS_AT_MOST)
        heads = {fold(head): head for head in sheet.header}
        column = next((heads[head] for head in SERIAL_HEADS if head in heads), sheet.header[0])
        for chunk in sheet.chunks:
            for row, number in chunk.rows.select(ROW, column).iter_rows():
                if number is None:
                    continue
                _check_once(rows, str(number).strip(), row)
                rows[str(number).strip()] = row
    except CannotReadSpreadsheet as reason:
        raise CannotMoveGoods("file-unreadable", str(reason), found=reason.rule) from reason
    return tuple(rows)


def _check_once(rows: dict[str, int], number: str, row: int) -> None:
    if number in rows:
        raise CannotMoveGoods(
            "serial-repeated", f"'{number}' stands in row {rows[number]} and in row {row}. Next: keep one.",
            serial=number, row=row,
        )  # fmt: skip


def _lots(item: Item, one: Received, day: date) -> list[tuple[Lot, int, int | None]]:
    serials = tuple(number.strip() for number in one.serials if number.strip())
    check_line(item=item, line=Line(one.item, one.quantity, serials=serials))
    if bool(serials) != item.is_serialised:
        raise CannotMoveGoods(
            "serials-differ",
            f"{item.code} is {'' if item.is_serialised else 'not '}received with serial numbers.",
            item=item.code, quantity=one.quantity, serials=len(serials),
        )  # fmt: skip
    lot = _lot(item, one, day)
    if not item.is_serialised:
        return [(lot, one.quantity, None)]
    return [(lot, 1, _serial(item, lot, number)) for number in serials]


def _lot(item: Item, one: Received, day: date) -> Lot:
    if not one.lot.strip():
        raise CannotMoveGoods(
            "lot-missing", f"{item.code} came in without the code of its lot.", item=item.code
        )
    if item.has_expiry != (one.expires_on is not None):
        rule = "expiry-missing" if item.has_expiry else "expiry-not-kept"
        raise CannotMoveGoods(rule, f"{item.code} {rule.replace('-', ' ')}.", item=item.code, lot=one.lot)
    if one.expires_on is not None and one.expires_on <= day:
        raise CannotMoveGoods(
            "lot-expired", f"Lot {one.lot} of {item.code} expired on {one.expires_on}.",
            item=item.code, lot=one.lot, day=one.expires_on,
        )  # fmt: skip
    lot, _ = Lot.objects.get_or_create(
        item=item, code=one.lot.strip(), defaults={"expires_on": one.expires_on}
    )
    if lot.expires_on != one.expires_on:
        raise CannotMoveGoods(
            "expiry-differs", f"Lot {lot.code} of {item.code} is kept with the expiry {lot.expires_on}.",
            item=item.code, lot=lot.code, day=lot.expires_on,
        )  # fmt: skip
    return lot


def _serial(item: Item, lot: Lot, number: str) -> int:
    found = Serial.objects.select_related("place").filter(item=item, number=number).first()
    if found is not None and (found.place.kind != "outside" or found.lot_id != lot.pk):
        raise CannotMoveGoods(
            "serial-known", f"{item.code} {number} came in before. Next: look where it is.",
            item=item.code, serial=number,
        )  # fmt: skip
    made = found or Serial.objects.create(lot=lot, item=item, number=number, place=place_of("outside"))
    return int(made.pk)
