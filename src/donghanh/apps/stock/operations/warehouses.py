"""Warehouses and items: the first load from the lawbook, opening a warehouse, closing an empty one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, check_role
from donghanh.apps.stock.models import Item, Level, Reservation, Warehouse
from donghanh.apps.stock.operations.ledger import ZONE, place_of, shelf_of, warehouse_named, way_to
from donghanh.apps.stock.permissions import COMPANY_KEEPERS
from donghanh.apps.stock.refusals import CannotMoveGoods
from donghanh.lawbook.stock_items import read_items, read_warehouses

FIRST_DAY = date(2020, 1, 1)


@dataclass(frozen=True)
class Loaded:
    """How many were new."""

    items: int
    warehouses: int


@transaction.atomic
def load_stock_reference(*, actor: Actor, at: datetime) -> Loaded:
    """
    Add the lawbook's items and warehouses that are not there yet; those that are stay as they are.

    raises : Forbidden
    """
    check_role(actor=actor, roles=COMPANY_KEEPERS, act="load_stock_reference")
    known = set(Item.objects.values_list("code", flat=True))
    items = Item.objects.bulk_create(
        Item(
            code=one.code, name_vi=one.name_vi, name_en=one.name_en,
            unit_of_measure_vi=one.unit_of_measure_vi, unit_of_measure_en=one.unit_of_measure_en,
            is_serialised=one.is_serialised, has_expiry=one.has_expiry, is_confirmed=one.source.is_confirmed,
        )
        for one in read_items() if one.code not in known
    )  # fmt: skip
    standing = set(Warehouse.objects.values_list("code", flat=True))
    new = [one for one in read_warehouses() if one.code not in standing]
    for one in new:
        _open(one.code, one.unit_code, one.name_vi, one.name_en, FIRST_DAY)
    for kind in ("outside", "lost"):
        place_of(kind)
    if items or new:
        facts = {"items": len(items), "warehouses": len(new)}
        record_act(actor=actor, act="stock.load_reference", subject="stock", facts=facts, at=at)
    return Loaded(len(items), len(new))


@transaction.atomic
def close_warehouse(*, actor: Actor, code: str, on: date, at: datetime) -> None:
    """
    Close a warehouse from a day on; it must be empty, with nothing on the way to it and nothing reserved.

    raises : Forbidden; NotFound; CannotMoveGoods `warehouse-not-empty`, `warehouse-closed`
    """
    check_role(actor=actor, roles=COMPANY_KEEPERS, act="close_warehouse")
    warehouse = warehouse_named(code, at=at)
    list(Item.objects.select_for_update(no_key=True).order_by("code"))
    left = Level.objects.filter(place__warehouse=warehouse, quantity__gt=0).count()
    kept = Reservation.objects.filter(warehouse=warehouse, end__isnull=True).count()
    if left or kept or on < at.astimezone(ZONE).date():
        raise CannotMoveGoods(
            "warehouse-not-empty",
            f"{code} still holds {left} lots and {kept} reservations. Next: move them, then close it.",
            warehouse=code, lots=left, reservations=kept,
        )  # fmt: skip
    warehouse.closed_on = on
    warehouse.save(update_fields=["closed_on"])
    record_act(
        actor=actor, act="stock.close_warehouse", subject=f"warehouse:{code}", facts={"on": str(on)}, at=at
    )


def _open(code: str, unit_code: str, name_vi: str, name_en: str, on: date) -> None:
    made = Warehouse.objects.create(
        code=code, unit_id=unit_code, name_vi=name_vi, name_en=name_en, opened_on=on
    )
    shelf_of(made)
    way_to(made)
