"""A few customers of two units, and short words for acts that most tests begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.apps.customers.customer_frames import customer, frame_of, load

AUGUST, SEPTEMBER = date(2021, 8, 1), date(2021, 9, 1)
HOUSEHOLD, SCHOOL, FAR_HOUSEHOLD = "PA01ND0000001", "PA01ND0000002", "PA01XT0000003"
CITY_UNIT, FAR_UNIT = "PA01ND", "PA01XT"
CITY, FAR = "356", "364"
DOCUMENT = "QĐ thử 01, 25/7/2021"


@dataclass
class Desk:
    """The actors, and acts in their names."""

    actors: Any
    now: datetime

    def order(self, *, by: Any = None, place: str = CITY, level: str = "district", **more: Any) -> int:
        from donghanh.apps.reliefs import operations

        said = {
            "directive": "directive-16", "from_on": date(2021, 7, 25), "until_on": date(2021, 8, 10),
            "document": DOCUMENT, "at": self.now,
        } | more  # fmt: skip
        return operations.enter_order(actor=by or self.actors.office, level=level, place_code=place, **said)

    def use(self, *, by: Any = None, code: str = SCHOOL, use: str = "quarantine_free", **more: Any) -> int:
        from donghanh.apps.reliefs import operations

        said = {
            "from_on": date(2021, 8, 20), "until_on": date(2021, 9, 5), "document": DOCUMENT, "at": self.now,
        } | more  # fmt: skip
        return operations.enter_use(actor=by or self.actors.office, customer_code=code, use=use, **said)

    def confirm(self, number: int, *, by: Any = None, at: datetime | None = None) -> int:
        from donghanh.apps.reliefs import operations

        operations.decide_fact(
            actor=by or self.actors.business, number=number, is_confirmed=True, at=at or self.now
        )
        return number


@pytest.fixture
def desk(actors, product_now) -> Desk:
    return furnished(actors, product_now)


def furnished(actors, now) -> Desk:
    people = frame_of(
        customer(HOUSEHOLD),
        customer(SCHOOL, kind="public_body", price_group="hospital_school", name="Trường thử"),
        customer(FAR_HOUSEHOLD, unit_code=FAR_UNIT, commune_code="14092"),
    )
    load(people, actors=actors, at=now)
    return Desk(actors, now)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
