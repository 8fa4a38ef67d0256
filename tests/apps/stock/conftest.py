"""Warehouses of the lawbook with goods in them, and short words for acts that most tests begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

DAY = date(2021, 12, 20)
COMPANY, CITY, FAR = "KHO-PA01", "KHO-PA01ND", "KHO-PA01XT"
SERIALS = tuple(f"MTB-{number:03d}" for number in range(1, 6))


@dataclass
class Store:
    """The actors, and acts of the warehouse in their names."""

    actors: Any
    now: datetime

    def receive(
        self, quantity: int = 0, *, item: str = "mask", where: str = COMPANY, by: Any = None, **more: Any
    ):
        from donghanh.apps.stock import operations

        asked = {"lot": "A", "expires_on": date(2022, 6, 1) if item == "mask" else None} | more
        key = asked.pop("key", "")
        serials = tuple(asked.pop("serials", ()))
        one = operations.Received(item, quantity or len(serials), serials=serials, **asked)
        return operations.receive_goods(
            actor=by or self.keeper(where), warehouse_code=where, received=[one], at=self.now, key=key
        )

    def keeper(self, warehouse: str) -> Any:
        unit = warehouse.removeprefix("KHO-")
        return self.actors.office if unit == "PA01" else self.actors.warehouse_keeper(unit)

    def reserve(
        self, subject: str, quantity: int = 1, *, item: str = "mask", where: tuple[str, ...] = (CITY, COMPANY)
    ):
        from donghanh.apps.stock import operations

        return operations.reserve_goods(
            actor=self.actors.unit_officer("PA01ND"), subject=subject, item_code=item, quantity=quantity,
            warehouse_codes=where, at=self.now,
        )  # fmt: skip

    def stand(self, where: str, item: str = "mask", kind: str = "warehouse") -> int:
        from donghanh.apps.stock.queries import levels

        rows = levels(actor=self.actors.director, day=DAY, warehouse_code=where, item_code=item)
        return sum(row.quantity for row in rows if row.kind == kind)


@pytest.fixture
def store(actors, product_now) -> Store:
    return stocked(actors, product_now)


def stocked(actors: Any, now: datetime) -> Store:
    from donghanh.apps.stock.operations import load_stock_reference

    load_stock_reference(actor=actors.console, at=now)
    return Store(actors, now)
