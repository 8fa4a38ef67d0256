"""How many of what stand where: on the shelves in sight, on the way to them, in one's own hands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.stock.models import Item, Level, Movement, Reservation
from donghanh.apps.stock.permissions import check_see_stock
from donghanh.apps.stock.queries.warehouses import seen_warehouses
from donghanh.kernel.text import fold


@dataclass(frozen=True)
class ItemRow:
    """A sort of goods; what the lawbook only proposes is not confirmed."""

    code: str
    name_vi: str
    name_en: str
    unit_of_measure_vi: str
    unit_of_measure_en: str
    is_serialised: bool
    has_expiry: bool
    is_confirmed: bool


@dataclass(frozen=True)
class LevelRow:
    """
    One lot at one place.

    warehouse : of the shelf, or to which it is under way; empty when a carrier has it
    kind      : warehouse, transit or carrier
    reserved  : of the item in this warehouse, over all its lots; told on its first lot alone
    """

    warehouse: str
    kind: str
    item: str
    item_vi: str
    item_en: str
    lot: str
    expires_on: date | None
    quantity: int
    reserved: int
    is_expired: bool


def items() -> tuple[ItemRow, ...]:
    """Every sort of goods, by code."""
    return tuple(
        ItemRow(
            one.code, one.name_vi, one.name_en, one.unit_of_measure_vi, one.unit_of_measure_en,
            one.is_serialised, one.has_expiry, one.is_confirmed,
        )
        for one in Item.objects.order_by("code")
    )  # fmt: skip


def levels(*, actor: Actor, day: date, warehouse_code: str = "", item_code: str = "") -> tuple[LevelRow, ...]:
    """
    What stands in the warehouses in sight and is on the way to them, by warehouse, item, expiry, lot.

    raises : Forbidden
    """
    check_see_stock(actor=actor)
    seen = [one.pk for one in seen_warehouses(actor=actor, day=day)]
    rows = Level.objects.filter(place__warehouse__in=seen, quantity__gt=0)
    if warehouse_code:
        rows = rows.filter(place__warehouse=warehouse_code)
    if item_code:
        rows = rows.filter(lot__item=item_code)
    reserved = _reserved(seen)
    ordered = rows.select_related("place", "lot__item").order_by(
        "place__warehouse", "lot__item", "-place__kind", "lot__expires_on", "lot__code"
    )
    return tuple(_row(one, day, reserved) for one in ordered)


def carried_by(actor: Actor) -> tuple[LevelRow, ...]:
    """What the actor himself has with him, for the crew's own page."""
    rows = Level.objects.filter(place__key=f"carrier:{actor.username}", quantity__gt=0)
    ordered = rows.select_related("place", "lot__item").order_by("lot__item", "lot__code")
    return tuple(_row(one, None, {}) for one in ordered)


def was_ever_received(*, item_code: str) -> bool:
    """Whether anything of an item ever came in: from then on its stock is kept."""
    return Movement.objects.filter(lot__item=item_code, kind="receipt").exists()


def kept_items(*, said: Collection[str]) -> dict[str, ItemRow]:
    """
    The items that somebody named by code or name, as far as their stock is kept; other words are left out.

    said : case, diacritics and double spaces do not count
    """
    if not said:
        return {}
    received = Movement.objects.filter(kind="receipt").values_list("lot__item", flat=True).distinct()
    kept = [one for one in items() if one.code in set(received)]
    named = {fold(name): one for one in kept for name in (one.name_en, one.name_vi, one.code)}
    return {words: named[fold(words)] for words in said if fold(words) in named}


def free_in_all(*, item_code: str, day: date) -> int:
    """How many of an item are free in all warehouses together; for apps that share them out."""
    from donghanh.apps.stock.operations.shelves import stands_in

    found = Item.objects.filter(pk=item_code).first()
    return sum(stands_in(item=found, day=day).values()) if found else 0


def _reserved(warehouses: list[str]) -> dict[tuple[str, str], int]:
    rows = Reservation.objects.filter(warehouse__in=warehouses, end__isnull=True).order_by()
    counted = rows.values_list("warehouse_id", "item_id").annotate(total=Sum("quantity"))
    return {(warehouse, item): total for warehouse, item, total in counted}


def _row(one: Level, day: date | None, reserved: dict[tuple[str, str], int]) -> LevelRow:
    lot, warehouse = one.lot, one.place.warehouse_id or ""
    is_shelf = one.place.kind == "warehouse"
    return LevelRow(
        warehouse=warehouse,
        kind=one.place.kind,
        item=lot.item_id,
        item_vi=lot.item.name_vi,
        item_en=lot.item.name_en,
        lot=lot.code,
        expires_on=lot.expires_on,
        quantity=one.quantity,
        reserved=reserved.pop((warehouse, lot.item_id), 0) if is_shelf else 0,
        is_expired=day is not None and lot.expires_on is not None and lot.expires_on <= day,
    )
