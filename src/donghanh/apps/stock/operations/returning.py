"""Brings goods back: from a recipient who does not accept them, or from a carrier who still has them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.permissions import Actor, check_change
from donghanh.apps.stock.models import Movement, Place, Reservation, Warehouse
from donghanh.apps.stock.operations.carried import Held, carried_for, held_for
from donghanh.apps.stock.operations.ledger import (
    ZONE,
    Leg,
    Paper,
    check_reason,
    lock_items,
    shelf_of,
    warehouse_named,
    write_slip,
)
from donghanh.apps.stock.permissions import check_keep
from donghanh.apps.stock.refusals import CannotMoveGoods, NotFound


@transaction.atomic
def take_back_goods(*, actor: Actor, subject: str, at: datetime, why: str) -> str:
    """
    Take back what a subject was given, to the warehouse that it came from, and keep it there for the subject.

    For the app that holds the promise, which has asked whether the actor may. Answers the warehouse's code.

    raises : Forbidden; CannotMoveGoods `reason-needed`, `nothing-handed-over`
    """
    check_change(actor=actor)
    check_reason(why, act="take_back")
    given = held_for(subject, kind="recipient")
    if not given:
        raise CannotMoveGoods(
            "nothing-handed-over", f"Nothing was handed over to {subject}.", subject=subject
        )
    lock_items(one.item for one in given)
    target = _came_from(subject)
    _write_return(actor=actor, held=given, target=target, at=at, paper=Paper(subject=subject, why=why))
    for one in given:
        _keep_for(subject, one, actor=actor, target=target, at=at)
    return str(target.code)


@transaction.atomic
def return_goods(
    *, actor: Actor, warehouse_code: str, carrier: str, at: datetime, why: str, subject: str = "",
    is_kept: bool = False,
) -> int:  # fmt: skip
    """
    Receive back what a carrier holds: everything that went along for `subject`, or without any.

    is_kept : reserve it for the subject again, whose promise stands
    raises : Forbidden (keeper of the warehouse); NotFound; CannotMoveGoods `reason-needed`, `nothing-carried`
    """
    warehouse = warehouse_named(warehouse_code, at=at)
    check_keep(actor=actor, warehouse=warehouse, day=at.astimezone(ZONE).date())
    check_reason(why, act="return")
    held = [one for one in carried_for(subject) if one.place_id == _hands_of(carrier)]
    lock_items(one.item for one in held)
    held = [one for one in carried_for(subject) if one.place_id == _hands_of(carrier)]
    if not held:
        raise CannotMoveGoods("nothing-carried", f"{carrier} carries nothing of it.", carrier=carrier)
    paper = Paper(subject=subject, why=why)
    number = _write_return(actor=actor, held=held, target=warehouse, at=at, paper=paper)
    for one in held if subject and is_kept else ():
        _keep_for(subject, one, actor=actor, target=warehouse, at=at)
    return number


def _keep_for(subject: str, one: Held, *, actor: Actor, target: Warehouse, at: datetime) -> None:
    Reservation.objects.create(
        subject=subject, warehouse=target, item_id=one.item, serial_id=one.serial_id,
        quantity=one.quantity, staff_id=actor.staff_id, username=actor.username, product_at=at,
    )  # fmt: skip


def _hands_of(carrier: str) -> int:

    found = Place.objects.filter(key=f"carrier:{carrier}").first()
    if found is None:
        raise NotFound("carrier", carrier)
    return int(found.pk)


def _write_return(*, actor: Actor, held: list[Held], target: Warehouse, at: datetime, paper: Paper) -> int:
    shelf = shelf_of(target)
    legs = [Leg("return", one.lot_id, one.quantity, one.place_id, shelf.pk, one.serial_id) for one in held]
    return int(write_slip(actor=actor, kind="return", legs=legs, at=at, paper=paper).pk)


def _came_from(subject: str) -> Warehouse:
    last = Movement.objects.filter(slip__subject=subject, kind="dispatch").order_by("-id").first()
    if last is None or last.from_place.warehouse is None:
        raise CannotMoveGoods(
            "nothing-handed-over", f"Nothing was dispatched for {subject}.", subject=subject
        )
    return last.from_place.warehouse
