"""A small province with the appreciation months of 2021 open in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
from tests.conftest import PRODUCT_NOW, REFERENCE, Actors
from tests.ground import STANDING, Ground, stands_on

CAMPAIGN = "tri-an-khach-hang-2021"
MY_THUAN = "13732"
XUAN_CHAU = "14092"


def at(day: date, hour: int = 2) -> datetime:
    """An aware instant of a December or January day; 02:00 UTC is 09:00 in Nam Định."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@dataclass
class House:
    """The actors, and short words for acts that most tests begin with."""

    actors: Any
    now: datetime

    def nominate(
        self, activity: str, *, by: Any = None, unit: str = "PA01ND", name: str = "Hộ thử", **more: Any
    ):
        from donghanh.apps.programmes.operations.nominating import Beneficiary, nominate

        return nominate(
            actor=by or self.actors.unit_officer(unit),
            campaign_code=CAMPAIGN,
            activity_code=activity,
            beneficiary=Beneficiary(name=name, commune_code=more.pop("commune", ""), **more),
            at=self.now,
            unit_code=unit,
        )

    def move(self, reference: str, move: str, *, by: Any, **more: Any) -> str:
        from donghanh.apps.programmes.operations.moving import make_move

        return make_move(actor=by, reference=reference, move=move, at=more.pop("at", self.now), **more)

    def work_done(self, reference: str, *, unit: str = "PA01ND", at: datetime | None = None) -> str:
        """The unit's crew makes the visit and hands the order over; answers the benefit's state."""
        from donghanh.apps.programmes.models import Benefit
        from donghanh.apps.works.operations import reassign_visit
        from donghanh.apps.works.queries import order_of_subject
        from donghanh.faces.story.sending import finish_work

        crew = self.actors.crew(unit)
        order = order_of_subject(subject=f"benefit:{reference}").reference
        planned = Benefit.objects.get(reference=reference).scheduled_on
        officer = self.actors.unit_officer(unit)
        reassign_visit(actor=officer, reference=order, crew=crew.staff_id, at=self.now)
        finish_work(crew=crew, order=order, day=planned, at=at or self.now)
        return Benefit.objects.get(reference=reference).state

    def brought(self, reference: str, *, unit: str = "PA01ND") -> str:
        """Delivered by the unit's crew: a work by the hand-over of its order, anything else by a move."""
        from donghanh.apps.programmes.refusals import NotHandedOver

        try:
            return self.move(reference, "deliver", by=self.actors.crew(unit))
        except NotHandedOver:
            return self.work_done(reference, unit=unit)

    def verified(self, activity: str, *, unit: str = "PA01ND", **more: Any) -> str:
        """A benefit nominated and checked by the unit's officer, verified by its head."""
        reference = self.nominate(activity, unit=unit, **more)
        self.move(reference, "check", by=self.actors.unit_officer(unit))
        self.move(reference, "verify", by=self.actors.unit_head(unit))
        return reference

    def approved(self, activity: str, *, unit: str = "PA01ND", **more: Any) -> str:
        reference = self.verified(activity, unit=unit, **more)
        self.move(reference, "approve", by=self.actors.unit_head(unit))
        return reference


def load_province(*, actors: Any, now: datetime, customers: int = 600) -> None:
    from donghanh.apps.customers.operations import load_customers

    load_customers(actor=actors.console, frames=dealt(customers), at=now, source="test")


@cache
def dealt(customers: int) -> tuple[tuple[Any, Any], ...]:
    """The province's frames, dealt once a run."""
    from donghanh.world.province import World

    return tuple((chunk.customers, chunk.energy) for chunk in World(customers=customers, seed=2021).chunks())


def _lay_house() -> None:
    furnish(Actors(at=PRODUCT_NOW))


def furnish(actors: Any) -> None:
    from donghanh.apps.programmes.operations.campaigns import open_campaign_of_lawbook

    load_province(actors=actors, now=PRODUCT_NOW)
    open_campaign_of_lawbook(actor=actors.business, code=CAMPAIGN, at=at(date(2021, 12, 1)))


HOUSE = Ground("a province of 600 customers and the campaign", _lay_house, below=REFERENCE)


@pytest.fixture
@stands_on(HOUSE)
def house(actors, product_now) -> House:
    """Units, communes, staff, a province of 600 customers, and the campaign, open."""
    if not STANDING.holds(HOUSE):
        furnish(actors)
    return House(actors, product_now)
