"""
From the shelf to a carrier, from the carrier to the household: two movements, each with who and when.

What goes out for a subject is what was reserved for it, whole: a second dispatch for the same subject finds
nothing left. Goods without a subject go out from what is free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor, check_change
from donghanh.apps.stock.models import Reservation, Slip
from donghanh.apps.stock.models.reservations import USED
from donghanh.apps.stock.operations.carried import carried_for
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
from donghanh.apps.stock.operations.reserving import end_reservation, open_reservations
from donghanh.apps.stock.operations.shelves import Line, take, take_all
from donghanh.apps.stock.permissions import check_keep, check_keep_somewhere
from donghanh.apps.stock.refusals import CannotMoveGoods, NotFound


@dataclass(frozen=True)
class Handed:
    """What was handed over: the slip, how many pieces, the numbers of things that have one."""

    slip: int
    quantity: int
    serials: tuple[str, ...] = ()


@transaction.atomic
def dispatch_goods(
    *, actor: Actor, takes: Sequence[tuple[str, Line]], carrier: str, at: datetime, key: str = "",
    document: str = "", why: str = "",
) -> int:  # fmt: skip
    """
    Give goods that are free to a carrier; all of it or nothing, from however many warehouses.

    takes   : (code of the warehouse, line)
    carrier : sign-in name of who takes them along
    raises  : Forbidden (keeper of each of the warehouses); NotFound; NotEnoughGoods; CannotMoveGoods
    """
    day = at.astimezone(ZONE).date()
    warehouses = {code: warehouse_named(code, at=at) for code, _ in takes}
    for one in warehouses.values():
        check_keep(actor=actor, warehouse=one, day=day)
    _check_carrier(carrier, at)
    items = lock_items(line.item for _, line in takes)
    asked = {"act": "dispatch", "carrier": carrier, "takes": [[code, asdict(line)] for code, line in takes]}
    if before := written_before(actor=actor, key=key, asked=asked):
        return int(before.pk)
    hands = place_of("carrier", carrier)
    legs = [
        Leg("dispatch", one.lot_id, one.quantity, shelf_of(warehouse).pk, hands.pk, one.serial_id)
        for warehouse in warehouses.values()
        for one in take_all(
            items=items,
            warehouse=warehouse,
            day=day,
            lines=[line for code, line in takes if code == warehouse.code],
        )
    ]
    if not legs:
        raise CannotMoveGoods("nothing-named", "Nothing was named to be taken along.")
    paper = Paper(key=key, document=document, why=why)
    return int(write_slip(actor=actor, kind="dispatch", legs=legs, at=at, paper=paper, asked=asked).pk)


@transaction.atomic
def dispatch_reserved(*, actor: Actor, subject: str, carrier: str, at: datetime, document: str = "") -> int:
    """
    Give a carrier everything that is reserved for a subject.

    raises : Forbidden (a keeper); NotFound (carrier); CannotMoveGoods `nothing-reserved`, `goods-moved-on`
    """
    _check_carrier(carrier, at)
    rows = _reserved(subject)
    day = at.astimezone(ZONE).date()
    check_keep_somewhere(actor=actor, warehouses=(row.warehouse for row in rows), day=day)
    legs = _off_the_shelf(rows, carrier=carrier, at=at)
    for row in rows:
        end_reservation(row, how=USED, actor=actor, at=at)
    paper = Paper(subject=subject, document=document)
    return int(write_slip(actor=actor, kind="dispatch", legs=legs, at=at, paper=paper).pk)


@transaction.atomic
def deliver_goods(
    *, actor: Actor, subject: str, at: datetime, signed_by: str = "", evidence: int | None = None,
    serial: str = "",
) -> Handed:  # fmt: skip
    """
    Hand a subject's goods over: what a carrier brought for it, and what is still reserved on a shelf.

    For the app that holds the promise: it has asked whether the actor may deliver, and that the evidence is
    of the subject. What is still on the shelf is dispatched to the actor first, in the same transaction.

    serial : the thing that was really given, where it is another than the reserved one
    raises : Forbidden; CannotMoveGoods `nothing-reserved`, `serial-not-here`, `goods-moved-on`
    """
    check_change(actor=actor)
    rows = open_reservations(subject)
    if rows:
        _dispatch_to(actor=actor, rows=rows, subject=subject, at=at, serial=serial)
    carried = carried_for(subject)
    if not carried:
        raise CannotMoveGoods(
            "nothing-reserved", f"Nothing is reserved or carried for {subject}.", subject=subject
        )
    _check_serial(serial, [one.serial_number for one in carried], subject)
    lock_items(one.item for one in carried)
    recipient = place_of("recipient", subject)
    legs = [
        Leg("hand_over", one.lot_id, one.quantity, one.place_id, recipient.pk, one.serial_id)
        for one in carried
    ]
    paper = Paper(subject=subject, signed_by=signed_by, evidence=evidence)
    slip = write_slip(actor=actor, kind="hand_over", legs=legs, at=at, paper=paper)
    serials = tuple(one.serial_number for one in carried if one.serial_number)
    return Handed(int(slip.pk), sum(one.quantity for one in carried), serials)


def _dispatch_to(*, actor: Actor, rows: list[Reservation], subject: str, at: datetime, serial: str) -> Slip:
    legs = _off_the_shelf(rows, carrier=actor.username, at=at, serial=serial)
    for row in rows:
        end_reservation(row, how=USED, actor=actor, at=at)
    return write_slip(actor=actor, kind="dispatch", legs=legs, at=at, paper=Paper(subject=subject))


def _off_the_shelf(rows: list[Reservation], *, carrier: str, at: datetime, serial: str = "") -> list[Leg]:
    """Movements from the shelves to the carrier; a lot is chosen now, first expired first."""
    day = at.astimezone(ZONE).date()
    hands = place_of("carrier", carrier)
    return [
        Leg("dispatch", one.lot_id, one.quantity, shelf_of(row.warehouse).pk, hands.pk, one.serial_id)
        for row in rows
        for one in take(
            item=row.item, warehouse=row.warehouse, day=day, besides=row.subject,
            line=Line(row.item_id, row.quantity, serials=_named(row, serial)),
        )
    ]  # fmt: skip


def _named(row: Reservation, serial: str) -> tuple[str, ...]:
    if row.serial is None:
        return ()
    return (serial or row.serial.number,)


def _check_serial(serial: str, found: list[str], subject: str) -> None:
    if serial and serial not in found:
        raise CannotMoveGoods(
            "serial-not-here",
            f"{serial} is not what is carried for {subject}.",
            serial=serial,
            item="",
            warehouse="",
        )


def _reserved(subject: str) -> list[Reservation]:
    rows = open_reservations(subject)
    if not rows:
        raise CannotMoveGoods("nothing-reserved", f"Nothing is reserved for {subject}.", subject=subject)
    return rows


def _check_carrier(carrier: str, at: datetime) -> None:
    if organisation.actor_named(username=carrier, on=at.astimezone(ZONE).date()) is None:
        raise NotFound("carrier", carrier)
