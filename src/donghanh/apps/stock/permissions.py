"""
Who sees goods and who moves them.

A unit's warehouse is seen by its keeper, officers and head, and moved by its keeper or head. The company's is
moved by the business department and the office. The company's roles see all; partners and crews see nothing.
A warehouse whose unit merged away is held by the unit that holds its codes on the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor, Forbidden, check_change
from donghanh.apps.stock.models import Warehouse

KEEPERS = frozenset({"warehouse_keeper", "unit_head"})
COMPANY_KEEPERS = frozenset({"business", "office"})
ONLOOKERS = KEEPERS | {"unit_officer"}
USERS = ONLOOKERS | {"crew"}


class Holders:
    """Who holds on a day what a unit held, whenever that was: asked once for many warehouses."""

    def __init__(self, *, day: date) -> None:
        self.day = day
        self._standing = {row.code for row in organisation.units_on(day=day)}
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, unit_code: str) -> tuple[str, ...]:
        """The unit itself while it stands, else its successors."""
        if unit_code in self._standing:
            return (unit_code,)
        if unit_code not in self._found:
            self._found[unit_code] = organisation.resolve_unit(code=unit_code, day=self.day)
        return self._found[unit_code]


def is_of_company(warehouse: Warehouse) -> bool:
    """Whether a warehouse is the company's own; rows come with their unit."""
    return bool(warehouse.unit.kind != "unit")


def may_see_stock(*, actor: Actor) -> bool:
    """Answer whether the actor sees any goods at all."""
    return actor.sees_all or bool(actor.roles & ONLOOKERS)


def check_see_stock(*, actor: Actor) -> None:
    """Raise Forbidden for partners and crews."""
    if not may_see_stock(actor=actor):
        raise Forbidden(
            "role_missing", act="see_stock", expected=", ".join(sorted(ONLOOKERS)), username=actor.username
        )


def may_see_warehouse(*, actor: Actor, warehouse: Warehouse, holders: Holders) -> bool:
    """Answer whether the warehouse is in the actor's sight."""
    return actor.sees_all or _holds_role(actor, warehouse, holders, ONLOOKERS)


def may_keep(*, actor: Actor, warehouse: Warehouse, holders: Holders) -> bool:
    """Answer whether the actor may move goods of a warehouse."""
    if not actor.may_change:
        return False
    if is_of_company(warehouse):
        return bool(actor.roles & COMPANY_KEEPERS)
    return _holds_role(actor, warehouse, holders, KEEPERS)


def check_keep(*, actor: Actor, warehouse: Warehouse, day: date) -> None:
    """Raise Forbidden unless the actor may move goods of a warehouse on a day."""
    check_change(actor=actor)
    if not may_keep(actor=actor, warehouse=warehouse, holders=Holders(day=day)):
        expected = COMPANY_KEEPERS if is_of_company(warehouse) else KEEPERS
        raise Forbidden(
            "warehouse_of_others", warehouse=warehouse.code, expected=", ".join(sorted(expected)),
            username=actor.username,
        )  # fmt: skip


def check_keep_somewhere(*, actor: Actor, warehouses: Iterable[Warehouse], day: date) -> None:
    """Raise Forbidden unless the actor keeps at least one of the warehouses."""
    found = list(warehouses)
    holders = Holders(day=day)
    if not any(may_keep(actor=actor, warehouse=one, holders=holders) for one in found):
        for one in found:
            check_keep(actor=actor, warehouse=one, day=day)


def check_use(*, actor: Actor, warehouse: Warehouse, day: date) -> None:
    """Raise Forbidden unless the actor may use material of a warehouse: its unit's people, or its keepers."""
    check_change(actor=actor)
    holders = Holders(day=day)
    keeps = may_keep(actor=actor, warehouse=warehouse, holders=holders)
    if not keeps and not _holds_role(actor, warehouse, holders, USERS):
        raise Forbidden(
            "warehouse_of_others", warehouse=warehouse.code, expected=", ".join(sorted(USERS)),
            username=actor.username,
        )  # fmt: skip


def _holds_role(actor: Actor, warehouse: Warehouse, holders: Holders, roles: frozenset[str]) -> bool:
    held = {grant.unit_code for grant in actor.grants if grant.role in roles}
    if not held or is_of_company(warehouse):
        return False
    return not held.isdisjoint(holders.of(warehouse.unit_id))
