"""A household that applies for a supply, on a moving clock, with the appreciation months open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.apps.requests.conftest import UNIT, Desk

CAMPAIGN = "tri-an-khach-hang-2021"
MY_THUAN = "13732"
SERVICE = "NEW_LV_RES_RURAL"
FACTS: dict[str, dict[str, object]] = {
    "survey": {"crew": "Tổ 1", "surveyed_on": "2021-12-20", "can_supply": "yes", "cable_m": "24,5"},
    "offer": {"plan": "Lắp công tơ 1 pha tại cột 12", "amount_dong": "0"},
    "sign": {"contract_number": "HD-01", "signed_on": "2021-12-20"},
    "order": {"crew": "Tổ 1", "planned_on": "2021-12-22"},
    "set_meter": {"serial": "CT0001", "digits": "5", "set_on": "2021-12-20"},
    "first_reading": {"index": "12"},
    "in_force": {"in_force_on": "2021-12-20"},
}


@dataclass
class SupplyDesk(Desk):
    """The desk of requests, and the steps of a supply."""

    def apply(self, number: int = 1, **more: Any) -> Any:
        from donghanh.apps.requests.values import Contact

        who = Contact(
            f"Hộ thử {number}", f"09{number:08d}", "", f"Xóm {number}", more.pop("commune", MY_THUAN)
        )
        return self.open(more.pop("service", SERVICE), contact=who, **more)

    def step(self, code: str, step: str, *, actor: Any = None, key: str = "", **facts: object) -> str:
        from donghanh.apps.supply.operations import take_step

        said = {**FACTS.get(step, {}), **facts}
        return take_step(
            actor=actor or self.clerk, case_code=code, step=step, facts=said, now=self.now, key=key
        )

    def stepped(self, code: str, *, until: str) -> str:
        """Take the next steps up to and including one; answers what comes then."""
        following = self.supply(code).row.next_step
        while following:
            step, following = following, self.step(code, following)
            if step == until:
                break
        return following

    def supply(self, code: str, *, actor: Any = None):
        from donghanh.apps.supply.queries import supply_page

        return supply_page(actor=actor or self.clerk, case_code=code, now=self.now)

    def say(self, code: str, word: str, *, actor: Any = None) -> None:
        from donghanh.apps.supply.operations import answer_offer

        answer_offer(actor=actor or self.clerk, case_code=code, word=word, now=self.now)


def open_campaign(actors: Any) -> None:
    from donghanh.apps.programmes.operations.campaigns import open_campaign_of_lawbook

    at = datetime(2021, 12, 1, 2, tzinfo=UTC)
    open_campaign_of_lawbook(actor=actors.business, code=CAMPAIGN, at=at)


def open_book(actors: Any, now: datetime) -> None:
    """One reading book of the unit, with nothing in it."""
    import polars as pl

    from donghanh.apps.metering.operations import MeteringFrames, load_metering
    from donghanh.kernel import metering_tables as tables

    book = pl.DataFrame(
        [(f"{UNIT}S05", UNIT, "Sổ ngày 5", 5)], schema=dict(tables.BOOKS.schema), orient="row"
    )
    empty = (
        pl.DataFrame(schema=dict(one.schema))
        for one in (
            tables.POINTS, tables.HOUSEHOLDS, tables.METERS, tables.METER_REGISTERS, tables.READINGS,
        )
    )  # fmt: skip
    load_metering(actor=actors.console, frames=[MeteringFrames(book, *empty)], at=now, source="test")


@pytest.fixture
def desk(actors, product_now) -> SupplyDesk:
    """Monday, 20 December 2021, nine o'clock; a book to read in, and the campaign."""
    open_campaign(actors)
    open_book(actors, product_now)
    return SupplyDesk(actors=actors, now=product_now)


@pytest.fixture
def few_places(desk):
    """Let the activity have so many places."""
    from donghanh.apps.programmes.models import Activity

    def make(count: int) -> None:
        Activity.objects.filter(code="home-wiring").update(target=count)

    return make
