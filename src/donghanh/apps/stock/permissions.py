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


def holders(*, unit_code: str, day: date) -> tuple[str, ...]:
    """The units that hold on a day what a unit held, whenever that was."""
    return organisation.resolve_unit(code=unit_code, day=day)


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


def may_see_warehouse(*, actor: Actor, warehouse: Warehouse, day: date) -> bool:
    """Answer whether the warehouse is in the actor's sight on a day."""
    return actor.sees_all or _holds_role(actor, warehouse, day, ONLOOKERS)


def may_keep(*, actor: Actor, warehouse: Warehouse, day: date) -> bool:
    """Answer whether the actor may move goods of a warehouse on a day."""
    if not actor.may_change:
        return False
    if is_of_company(warehouse):
        return bool(actor.roles & COMPANY_KEEPERS)
    return _holds_role(actor, warehouse, day, KEEPERS)


def check_keep(*, actor: Actor, warehouse: Warehouse, day: date) -> None:
    """Raise Forbidden unless the actor may move goods of a warehouse on a day."""
    check_change(actor=actor)
    if not may_keep(actor=actor, warehouse=warehouse, day=day):
        expected = COMPANY_KEEPERS if is_of_company(warehouse) else KEEPERS
        raise Forbidden(
            "warehouse_of_others", warehouse=warehouse.code, expected=", ".join(sorted(expected)),
            username=actor.username,
        )  # fmt: skip


def check_keep_somewhere(*, actor: Actor, warehouses: Iterable[Warehouse], day: date) -> None:
    """Raise Forbidden unless the actor keeps at least one of the warehouses."""
    found = list(warehouses)
    if not any(may_keep(actor=actor, warehouse=one, day=day) for one in found):
        for one in found:
            check_keep(actor=actor, warehouse=one, day=day)


def check_use(*, actor: Actor, warehouse: Warehouse, day: date) -> None:
    """Raise Forbidden unless the actor may use material of a warehouse: its unit's people, or its keepers."""
    check_change(actor=actor)
    if not may_keep(actor=actor, warehouse=warehouse, day=day) and not _holds_role(
        actor, warehouse, day, USERS
    ):
        raise Forbidden(
            "warehouse_of_others", warehouse=warehouse.code, expected=", ".join(sorted(USERS)),
            username=actor.username,
        )  # fmt: skip


def _holds_role(actor: Actor, warehouse: Warehouse, day: date, roles: frozenset[str]) -> bool:
    codes = set(holders(unit_code=warehouse.unit_id, day=day)) if not is_of_company(warehouse) else set()
    return any(grant.role in roles and grant.unit_code in codes for grant in actor.grants)
