"""A home with a contract, a point and a meter, and the words for what its chains are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.apps.requests.conftest import UNIT

MY_THUAN = "13732"
BEGAN = date(2021, 12, 1)
SERIAL = "CT7001"
CHAINS: dict[str, dict[str, object]] = {
    "order": {"crew": "Tổ 1", "planned_on": "2021-12-20"},
    "survey": {"crew": "Tổ 1", "surveyed_on": "2021-12-20", "can_supply": "yes"},
    "offer": {"plan": "Giữ nguyên dây", "amount_dong": "0"},
    "change_contract": {"contract_number": "PL-01"},
    "read": {"read_on": "2021-12-20", "index": "150"},
    "update": {},
    "work": {"crew": "Tổ 1", "done_on": "2021-12-20"},
}


@dataclass(frozen=True)
class Home:
    """Codes of a customer and its point; its meter shows 100 on 1 December 2021."""

    customer: str
    point: str


def a_home(actors: Any, at: datetime, *, serial: str = SERIAL, name: str = "Chủ Cũ") -> Home:
    """Open a customer with a metering point."""
    from donghanh.apps.customers.operations import NewCustomer, open_customer
    from donghanh.apps.metering.operations import NewPoint, open_point

    clerk = actors.unit_officer(UNIT)
    who = NewCustomer(UNIT, name, "Xóm 1", MY_THUAN, BEGAN, phone="0911111111")
    customer = open_customer(actor=clerk, who=who, at=at)
    new = NewPoint(customer, UNIT, serial, 5, 100, BEGAN)
    return Home(customer, open_point(actor=clerk, new=new, at=at))


def bills(month: date) -> dict[str, int]:
    """kWh of each customer whom the month bills."""
    import polars as pl

    from donghanh.apps.metering.queries import billable

    said = billable(unit_code=UNIT, month=month)
    assert said.holds
    used = said.usage.group_by("bill").agg(pl.col("kwh").sum())
    rows = said.identity.join(used, on="bill").select("code", "kwh").rows()
    return dict(rows)


def read(actors: Any, at: datetime, *, serial: str, day: date, index: int) -> None:
    """Bring one periodic reading in, as a reading book does."""
    from donghanh.apps.metering.operations import post_readings

    row = {"serial": serial, "read_on": day.isoformat(), "index": str(index)}
    assert post_readings(actor=actors.unit_officer(UNIT), rows=[row], at=at).loaded == 1
