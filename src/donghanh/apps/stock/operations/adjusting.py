"""Writes off what cannot be given any more, corrects a slip that was wrong, uses material for a work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.permissions import Actor, check_role
from donghanh.apps.stock.models import Item, Movement, Serial, Slip, Warehouse
from donghanh.apps.stock.operations.ledger import (
    ZONE,
    Leg,
    Paper,
    check_reason,
    lock_items,
    place_of,
    shelf_of,
    warehouse_named,
    write_slip,
    written_before,
)
from donghanh.apps.stock.operations.shelves import Line, check_line, lot_named, take_all
from donghanh.apps.stock.permissions import COMPANY_KEEPERS, check_keep, check_use
from donghanh.apps.stock.refusals import CannotMoveGoods, NotFound

CORRECTABLE = ("receipt", "transfer_out", "dispatch", "write_off")


@transaction.atomic
def write_off_goods(
    *, actor: Actor, warehouse_code: str, lines: Sequence[Line], at: datetime, why: str, key: str = "",
    document: str = "",
) -> int:  # fmt: skip
    """
    Take spoilt, broken or expired goods off a shelf; each line names its lot, or its serial numbers.

    raises : Forbidden (keeper); NotFound; CannotMoveGoods `reason-needed`, `lot-missing`, `lot-unknown`,
             `serial-not-here`, `goods-moved-on` (there are not so many)
    """
    warehouse = warehouse_named(warehouse_code, at=at)
    check_keep(actor=actor, warehouse=warehouse, day=at.astimezone(ZONE).date())
    check_reason(why, act="write_off")
    items = lock_items(line.item for line in lines)
    asked = {"act": "write_off", "warehouse": warehouse_code, "lines": [asdict(line) for line in lines]}
    if before := written_before(actor=actor, key=key, asked=asked):
        return int(before.pk)
    shelf, lost = shelf_of(warehouse), place_of("lost")
    legs = [
        Leg("write_off", lot_id, quantity, shelf.pk, lost.pk, serial_id)
        for line in lines
        for lot_id, quantity, serial_id in _named(items[line.item], line, warehouse)
    ]
    if not legs:
        raise CannotMoveGoods("nothing-named", "Nothing was named to be written off.")
    paper = Paper(key=key, document=document, why=why)
    return int(write_slip(actor=actor, kind="write_off", legs=legs, at=at, paper=paper, asked=asked).pk)


@transaction.atomic
def correct_slip(*, actor: Actor, slip_number: int, at: datetime, why: str) -> int:
    """
    Undo a slip by movements the other way round that point back; the wrong slip stays to be read.

    raises : Forbidden (the company's keepers); NotFound; CannotMoveGoods `reason-needed`,
             `not-correctable` (of this kind, or answered already), `goods-moved-on`
    """
    check_role(actor=actor, roles=COMPANY_KEEPERS, act="correct_slip")
    check_reason(why, act="correct_slip")
    wrong = Slip.objects.filter(pk=slip_number).first()
    if wrong is None:
        raise NotFound("slip", slip_number)
    moved = list(Movement.objects.filter(slip=wrong).select_related("lot").order_by("id"))
    lock_items(one.lot.item_id for one in moved)
    if wrong.kind not in CORRECTABLE or Slip.objects.filter(answers=wrong).exists():
        raise CannotMoveGoods(
            "not-correctable", f"Slip {slip_number} ({wrong.kind}) is not corrected this way.",
            slip=slip_number, kind=wrong.kind,
        )  # fmt: skip
    legs = [
        Leg("correction", one.lot_id, one.quantity, one.to_place_id, one.from_place_id, one.serial_id, one.pk)
        for one in moved
    ]
    paper = Paper(subject=wrong.subject, why=why, answers=wrong)
    return int(write_slip(actor=actor, kind="correction", legs=legs, at=at, paper=paper).pk)


@transaction.atomic
def use_material(
    *, actor: Actor, warehouse_code: str, subject: str, lines: Sequence[Line], at: datetime, key: str = "",
    why: str = "",
) -> int:  # fmt: skip
    """
    Use items of a warehouse in a work, such as `work:W-00012`; they count as handed over to the work's place.

    raises : Forbidden (the unit's crew, officers, keepers); NotFound; NotEnoughGoods; CannotMoveGoods
    """
    warehouse = warehouse_named(warehouse_code, at=at)
    day = at.astimezone(ZONE).date()
    check_use(actor=actor, warehouse=warehouse, day=day)
    items = lock_items(line.item for line in lines)
    asked = {"act": "use", "subject": subject, "lines": [asdict(line) for line in lines]}
    if before := written_before(actor=actor, key=key, asked=asked):
        return int(before.pk)
    hands, work = place_of("carrier", actor.username), place_of("recipient", subject)
    legs: list[Leg] = []
    for one in take_all(items=items, warehouse=warehouse, lines=lines, day=day):
        legs += [
            Leg("dispatch", one.lot_id, one.quantity, shelf_of(warehouse).pk, hands.pk, one.serial_id),
            Leg("hand_over", one.lot_id, one.quantity, hands.pk, work.pk, one.serial_id),
        ]
    if not legs:
        raise CannotMoveGoods("nothing-named", "No material was named.")
    paper = Paper(key=key, subject=subject, why=why)
    return int(write_slip(actor=actor, kind="hand_over", legs=legs, at=at, paper=paper, asked=asked).pk)


def _named(item: Item, line: Line, warehouse: Warehouse) -> list[tuple[int, int, int | None]]:
    check_line(item=item, line=line)
    if item.is_serialised:
        return [_serial_here(item, number, warehouse) for number in line.serials] or _lot_missing(item)
    if not line.lot:
        return _lot_missing(item)
    return [(lot_named(item=item, code=line.lot).pk, line.quantity, None)]


def _serial_here(item: Item, number: str, warehouse: Warehouse) -> tuple[int, int, int]:
    found = Serial.objects.filter(
        item=item, number=number, place__kind="warehouse", place__warehouse=warehouse
    ).first()
    if found is None:
        raise CannotMoveGoods(
            "serial-not-here", f"{item.code} {number} is not in {warehouse.code}.",
            item=item.code, serial=number, warehouse=warehouse.code,
        )  # fmt: skip
    return found.lot_id, 1, found.pk


def _lot_missing(item: Item) -> list[tuple[int, int, int | None]]:
    raise CannotMoveGoods(
        "lot-missing", f"Name the lot, or the serial numbers, of {item.code}.", item=item.code
    )
