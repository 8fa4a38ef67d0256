"""A small metered province: three hundred customers without planted mistakes; one's November was not read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl
import pytest

NOVEMBER = date(2021, 11, 1)
CITY, FAR = "PA01ND", "PA01XT"


@dataclass
class Metered:
    """The actors, and short words for what most tests begin with."""

    actors: Any
    now: datetime
    unread: str = ""

    def billable(self, *, unit: str = CITY, month: date = NOVEMBER) -> Any:
        from donghanh.apps.metering.queries import billable

        return billable(unit_code=unit, month=month)

    def bill(self, code: str, *, unit: str = CITY, month: date = NOVEMBER) -> dict[str, Any]:
        """BILLS' row and the USAGE rows of a customer."""
        said = self.billable(unit=unit, month=month)
        number = said.identity.row(by_predicate=pl.col("code") == code, named=True)["bill"]
        bill = said.bills.row(by_predicate=pl.col("bill") == number, named=True)
        return bill | {"usage": said.usage.filter(said.usage["bill"] == number).to_dicts()}

    def a_home(self, *, unit: str = CITY) -> str:
        """Code of a household whose November can be billed."""
        return self.homes(unit=unit)[0]

    def homes(self, *, unit: str = CITY) -> list[str]:
        said = self.billable(unit=unit)
        homes = said.bills.filter(said.bills["category"] == "residential").join(said.identity, on="bill")
        return homes.sort("code")["code"].to_list()

    def meter_of(self, code: str) -> Any:
        from donghanh.apps.metering.models import Meter

        return Meter.objects.filter(point__customer__code=code).order_by("-from_on").first()

    def last_index(self, code: str) -> int:
        from donghanh.apps.metering.models import Reading

        rows = Reading.objects.filter(meter=self.meter_of(code), register="all", corrections=None)
        return int(rows.order_by("-read_on").first().index)

    def last_index_of(self, serial: str) -> int:
        from donghanh.apps.metering.models import Reading

        return int(Reading.objects.filter(meter__serial=serial).order_by("-read_on").first().index)

    def misread(self, code: str, *, index: int) -> None:
        """Put another index in place of November's, as a correction of an unwise hand."""
        from donghanh.apps.metering.models import Reading

        old = Reading.objects.get(
            meter=self.meter_of(code), read_on__year=2021, read_on__month=11, corrections=None
        )
        Reading.objects.create(
            point_id=old.point_id, meter_id=old.meter_id, register="all", read_on=old.read_on, index=index,
            kind="periodic", channel="desk", corrects=old, username="test", product_at=self.now,
        )  # fmt: skip

    def hold(self, code: str, *, unit: str = CITY, rule: str = "") -> Any:
        """Check November and answer the customer's open hold."""
        from donghanh.apps.metering import operations
        from donghanh.apps.metering.models import Hold

        operations.check_month(
            actor=self.actors.unit_officer(unit), unit_code=unit, month=NOVEMBER, at=self.now
        )
        rows = Hold.objects.filter(point__customer__code=code, state="open", month=NOVEMBER)
        return (rows.filter(rule=rule) if rule else rows).first()


@pytest.fixture
def metered(actors, product_now, settings, tmp_path) -> Metered:
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    return metered_house(actors, product_now)


def metered_house(actors: Any, now: datetime, *, customers: int = 300) -> Metered:
    from donghanh.apps.customers.operations import load_customers
    from donghanh.apps.metering.operations import MeteringFrames, load_metering
    from donghanh.world.province import World
    from donghanh.world.readings import metering

    (chunk,) = World(customers=customers, seed=7).chunks()
    load_customers(actor=actors.console, frames=[(chunk.customers, chunk.energy)], at=now)
    dealt = metering(seed=7, chunk=chunk, mistakes=0.0)
    unread = _a_city_home(dealt.points, chunk.customers)
    serials = dealt.meters.filter(pl.col("point") == f"{unread}001")["serial"].implode()
    is_left_out = pl.col("serial").is_in(serials) & (pl.col("read_on") >= NOVEMBER)
    frames = MeteringFrames(
        dealt.books, dealt.points, dealt.households, dealt.meters, dealt.registers,
        dealt.readings.filter(~is_left_out),
    )  # fmt: skip
    load_metering(actor=actors.console, frames=[frames], at=now)
    return Metered(actors, now, unread)


def _a_city_home(points: pl.DataFrame, customers: pl.DataFrame) -> str:
    """The last household of the city's codes whose contract is old and runs."""
    runs = pl.col("contract_until").is_null() & (pl.col("contract_from") < date(2021, 1, 1))
    lives = customers.filter(runs & (pl.col("unit_code") == CITY))
    homes = points.filter(pl.col("category") == "residential").join(lives, on="code", how="semi")
    return str(homes["code"].max())
