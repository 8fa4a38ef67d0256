"""
Moves goods between warehouses in two legs: sent off by one keeper, accepted by the other.

Between the two they are under way to the other warehouse. What does not arrive is named with a reason and
goes to the lost; more than was sent is not accepted, because somebody's count is then wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.stock.models import Movement, Slip, Warehouse
from donghanh.apps.stock.operations.ledger import (
    ZONE,
    Leg,
    Paper,
    check_reason,
    lock_items,
    place_of,
    shelf_of,
    warehouse_named,
    way_to,
    write_slip,
    written_before,
)
from donghanh.apps.stock.operations.shelves import Line, take_all
from donghanh.apps.stock.permissions import check_keep
from donghanh.apps.stock.refusals import CannotMoveGoods, NotFound


@transaction.atomic
def transfer_goods(
    *, actor: Actor, from_code: str, to_code: str, lines: Sequence[Line], at: datetime, key: str = "",
    document: str = "", why: str = "",
) -> int:  # fmt: skip
    """
    Send goods off to another warehouse and answer the slip's number, by which they are accepted.

    raises : Forbidden (keeper of the sending warehouse); NotFound; NotEnoughGoods; CannotMoveGoods
    """
    source, target = warehouse_named(from_code, at=at), warehouse_named(to_code, at=at)
    day = at.astimezone(ZONE).date()
    check_keep(actor=actor, warehouse=source, day=day)
    if source.pk == target.pk:
        raise CannotMoveGoods("same-warehouse", f"{from_code} is where the goods are.", warehouse=from_code)
    items = lock_items(line.item for line in lines)
    asked = {"act": "transfer", "from": from_code, "to": to_code, "lines": [asdict(line) for line in lines]}
    if before := written_before(actor=actor, key=key, asked=asked):
        return int(before.pk)
    shelf, way = shelf_of(source), way_to(target)
    legs = [
        Leg("transfer_out", one.lot_id, one.quantity, shelf.pk, way.pk, one.serial_id)
        for one in take_all(items=items, warehouse=source, lines=lines, day=day)
    ]
    if not legs:
        raise CannotMoveGoods("nothing-named", "Nothing was named to be sent.")
    paper = Paper(key=key, document=document, why=why)
    return int(write_slip(actor=actor, kind="transfer_out", legs=legs, at=at, paper=paper, asked=asked).pk)


@transaction.atomic
def accept_transfer(
    *, actor: Actor, slip_number: int, at: datetime, arrived: Mapping[str, int] | None = None,
    missing_serials: Sequence[str] = (), why: str = "", document: str = "",
) -> int:  # fmt: skip
    """
    Accept what arrived; what was sent and did not arrive is written as lost on the way, with the reason.

    arrived         : "item lot" -> how many arrived, where it differs; what is not named arrived in full
    missing_serials : numbers that did not arrive
    raises          : Forbidden (keeper of the receiving warehouse, and not who sent it off); NotFound;
                      CannotMoveGoods `accepted-before`, `more-than-was-sent`, `reason-needed`, `not-sent`
    """
    sent = Slip.objects.filter(pk=slip_number, kind="transfer_out").first()
    if sent is None:
        raise NotFound("transfer", slip_number)
    moved = list(sent.movements.select_related("lot", "serial", "to_place__warehouse__unit").order_by("id"))
    target: Warehouse = moved[0].to_place.warehouse
    check_keep(actor=actor, warehouse=target, day=at.astimezone(ZONE).date())
    lock_items(one.lot.item_id for one in moved)
    if Slip.objects.filter(answers=sent).exists():
        raise CannotMoveGoods(
            "accepted-before", f"Transfer {slip_number} was answered before.", transfer=slip_number
        )
    shelf, lost = shelf_of(target), place_of("lost")
    legs: list[Leg] = []
    for one, count in _counted(moved, dict(arrived or {}), set(missing_serials)):
        if count:
            legs.append(Leg("transfer_in", one.lot_id, count, one.to_place_id, shelf.pk, one.serial_id))
        if one.quantity > count:
            short = one.quantity - count
            legs.append(Leg("transfer_short", one.lot_id, short, one.to_place_id, lost.pk, one.serial_id))
    if any(leg.kind == "transfer_short" for leg in legs):
        check_reason(why, act="accept_transfer")
    paper = Paper(document=document, why=why, answers=sent)
    return int(write_slip(actor=actor, kind="transfer_in", legs=legs, at=at, paper=paper).pk)


def _counted(
    moved: Sequence[Movement], arrived: dict[str, int], missing: set[str]
) -> list[tuple[Movement, int]]:
    counted: list[tuple[Movement, int]] = []
    for one in moved:
        name = f"{one.lot.item_id} {one.lot.code}"
        if one.serial is not None:
            counted.append((one, 0 if one.serial.number in missing else 1))
            missing.discard(one.serial.number)
            continue
        count = arrived.pop(name, one.quantity)
        if not 0 <= count <= one.quantity:
            raise CannotMoveGoods(
                "more-than-was-sent",
                f"{one.quantity} of {name} were sent; {count} cannot have arrived. "
                "Next: accept what was sent, then recount.",
                sent=one.quantity, arrived=count, lot=name,
            )  # fmt: skip
        counted.append((one, count))
    for stray in (*arrived, *sorted(missing)):
        raise CannotMoveGoods("not-sent", f"'{stray}' is not on this transfer.", lot=stray)
    return counted
