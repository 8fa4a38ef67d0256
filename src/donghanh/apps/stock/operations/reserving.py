"""
Keeps goods on a shelf for somebody until they are handed over, and lets them go when the promise ends.

Of several warehouses the first that has everything is taken; none is emptied halfway.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, check_change
from donghanh.apps.stock.models import Item, Reservation, ReservationEnd, Warehouse
from donghanh.apps.stock.models.reservations import RELEASED
from donghanh.apps.stock.operations.ledger import ZONE, lock_items, warehouse_named
from donghanh.apps.stock.operations.shelves import Line, free_quantity, not_enough, take
from donghanh.apps.stock.refusals import CannotMoveGoods


@transaction.atomic
def reserve_goods(
    *, actor: Actor, subject: str, item_code: str, quantity: int, warehouse_codes: Sequence[str],
    at: datetime, serial: str = "",
) -> str:  # fmt: skip
    """
    Reserve for a subject in the first of the warehouses that has enough; answer that warehouse's code.

    The caller has asked whether the actor may promise to this subject; the stock knows nothing of promises.

    warehouse_codes : in the order of preference
    serial          : a certain thing; else the first free ones
    raises          : Forbidden; NotFound; NotEnoughGoods; CannotMoveGoods `reserved-before`, …
    """
    check_change(actor=actor)
    item = lock_items([item_code])[item_code]
    if Reservation.objects.filter(subject=subject, end__isnull=True).exists():
        raise CannotMoveGoods(
            "reserved-before", f"{subject} has its goods reserved already.", subject=subject
        )
    warehouses = [warehouse_named(code, at=at) for code in warehouse_codes]
    chosen = _first_with(item, warehouses, quantity, at)
    line = Line(item_code, quantity, serials=(serial,) if serial else ())
    taken = take(item=item, warehouse=chosen, line=line, day=at.astimezone(ZONE).date())
    kept = [(one.serial_id, 1) for one in taken] if item.is_serialised else [(None, quantity)]
    for serial_id, count in kept:
        Reservation.objects.create(
            subject=subject, warehouse=chosen, item=item, serial_id=serial_id, quantity=count,
            staff_id=actor.staff_id, username=actor.username, product_at=at,
        )  # fmt: skip
    facts = {"item": item_code, "quantity": quantity, "warehouse": chosen.code}
    record_act(actor=actor, act="stock.reserve", subject=subject, facts=facts, at=at)
    return str(chosen.code)


@transaction.atomic
def release_goods(*, actor: Actor, subject: str, at: datetime) -> int:
    """Let go what is reserved for a subject; answer how many pieces. Nothing reserved is nothing done."""
    check_change(actor=actor)
    rows = open_reservations(subject)
    for row in rows:
        end_reservation(row, how=RELEASED, actor=actor, at=at)
    count = sum(row.quantity for row in rows)
    if rows:
        facts = {"item": rows[0].item_id, "quantity": count}
        record_act(actor=actor, act="stock.release", subject=subject, facts=facts, at=at)
    return count


def open_reservations(subject: str) -> list[Reservation]:
    """What is reserved for a subject, its items locked."""
    rows = Reservation.objects.filter(subject=subject, end__isnull=True)
    lock_items(rows.order_by().values_list("item_id", flat=True))
    found = rows.select_related("warehouse__unit", "item", "serial").order_by("id")
    return list(found)


def end_reservation(row: Reservation, *, how: str, actor: Actor, at: datetime) -> None:
    """Write that a reservation is used or released."""
    ReservationEnd.objects.create(reservation=row, how=how, username=actor.username, product_at=at)


def _first_with(item: Item, warehouses: Sequence[Warehouse], quantity: int, at: datetime) -> Warehouse:
    day = at.astimezone(ZONE).date()
    for one in warehouses:
        if free_quantity(item=item, warehouse=one, day=day) >= quantity:
            return one
    if not warehouses:
        raise CannotMoveGoods("no-warehouse", "No warehouse is open for this unit.", item=item.code)
    free = free_quantity(item=item, warehouse=warehouses[0], day=day)
    raise not_enough(item=item, warehouse=warehouses[0], asked=quantity, free=free, day=day)
