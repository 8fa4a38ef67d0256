"""The warehouses in sight, and those that serve a unit: its own first, then the company's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.stock.models import Warehouse
from donghanh.apps.stock.permissions import (
    Holders,
    check_see_stock,
    is_of_company,
    may_keep,
    may_see_warehouse,
)


@dataclass(frozen=True)
class WarehouseRow:
    """
    A warehouse as of a day.

    unit_code : that it was opened for
    held_by   : the units that hold it on the day; of the company's, the company
    may_keep  : whether who asks may move its goods
    """

    code: str
    name_vi: str
    name_en: str
    unit_code: str
    held_by: tuple[str, ...]
    is_of_company: bool
    may_keep: bool


def warehouses(*, actor: Actor, day: date) -> tuple[WarehouseRow, ...]:
    """The warehouses in sight that are open on a day, the company's first. raises : Forbidden"""
    check_see_stock(actor=actor)
    holders = Holders(day=day)
    seen = [one for one in _open(day) if may_see_warehouse(actor=actor, warehouse=one, holders=holders)]
    rows = [_row(actor, one, holders) for one in seen]
    return tuple(sorted(rows, key=lambda row: (not row.is_of_company, row.code)))


def warehouse(*, actor: Actor, code: str, day: date) -> WarehouseRow:
    """One warehouse. raises : Forbidden; NotFound, also for one out of sight"""
    found = next((row for row in warehouses(actor=actor, day=day) if row.code == code), None)
    if found is None:
        raise NotFound("warehouse", code)
    return found


def seen_warehouses(*, actor: Actor, day: date) -> list[Warehouse]:
    """The rows in sight of an actor; within this app."""
    if actor.sees_all:
        return _open(day)
    holders = Holders(day=day)
    return [one for one in _open(day) if may_see_warehouse(actor=actor, warehouse=one, holders=holders)]


@dataclass(frozen=True)
class WarehouseName:
    """What anybody who sends goods must know of a warehouse."""

    code: str
    name_vi: str
    name_en: str


def warehouse_names(*, day: date) -> tuple[WarehouseName, ...]:
    """Every warehouse that is open on a day: where goods may be sent."""
    return tuple(WarehouseName(one.code, one.name_vi, one.name_en) for one in _open(day))


def warehouses_serving(*, unit_code: str, day: date) -> tuple[str, ...]:
    """Codes of the warehouses from which a unit's promises are kept: its own, then the company's."""
    holders = Holders(day=day)
    wanted = set(holders.of(unit_code))
    found = _open(day)
    own = [one.code for one in found if wanted & _held_by(one, holders) and not is_of_company(one)]
    return (*own, *(one.code for one in found if is_of_company(one)))


def _open(day: date) -> list[Warehouse]:
    standing = Q(opened_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gt=day))
    return list(Warehouse.objects.filter(standing).select_related("unit").order_by("code"))


def _held_by(one: Warehouse, holders: Holders) -> set[str]:
    return {one.unit_id} if is_of_company(one) else set(holders.of(one.unit_id))


def _row(actor: Actor, one: Warehouse, holders: Holders) -> WarehouseRow:
    return WarehouseRow(
        code=one.code,
        name_vi=one.name_vi,
        name_en=one.name_en,
        unit_code=one.unit_id,
        held_by=tuple(sorted(_held_by(one, holders))),
        is_of_company=is_of_company(one),
        may_keep=may_keep(actor=actor, warehouse=one, holders=holders),
    )
