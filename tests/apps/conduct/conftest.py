"""A company with two units' crews, and short words for rounds, inspections and ratings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.operations import RoundAsked

CITY, XUAN_TRUONG = "PA01ND", "PA01XT"
SEED = bytes(range(32))
FIRST, AFTER = date(2021, 12, 21), date(2022, 1, 1)
ROUND = "KTTP-21-01"


@dataclass
class Conduct:
    """The actors and the moment of the product."""

    actors: Any
    now: datetime

    def on(self, day: date) -> datetime:
        """09:00 in Nam Định on a day."""
        return self.now.replace(year=day.year, month=day.month, day=day.day)

    def announced(self, *, surprise: bool = True, offices: int = 9, crews: int = 0, source: str = "") -> str:
        asked = RoundAsked(
            is_surprise=surprise, from_on=FIRST, until_on=AFTER, office_count=offices, crew_count=crews,
            chance_source=source,
        )  # fmt: skip
        seed = SEED if surprise else bytes(reversed(SEED))
        return operations.announce_round(actor=self.actors.office, asked=asked, seed=seed, at=self.now)

    @property
    def second(self) -> Any:
        """Another inspector, for second looks."""
        return self.actors.of("office", name="office.2")

    def drawn(self, **how: Any) -> list[queries.InspectionRow]:
        """Announce and draw a round; its inspections as the Office sees them, by day."""
        code = self.announced(**how)
        operations.draw_round(actor=self.actors.office, code=code, at=self.now)
        rows = queries.inspection_list(actor=self.actors.office, round_code=code).rows
        return sorted(rows, key=lambda row: (row.day, row.code))

    def finished(self, row: queries.InspectionRow, *, not_met: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Make an inspection on its day; the findings."""
        at, office = self.on(row.day), self.actors.office
        operations.begin_inspection(actor=office, code=row.code, at=at)
        items = [one.code for one in queries.inspection_card(actor=office, code=row.code).items]
        said = {item: ("not_met", "Thấy tại chỗ") if item in not_met else ("met", "") for item in items}
        operations.answer_items(actor=office, code=row.code, answers=said, at=at)
        return operations.finish_inspection(actor=office, code=row.code, at=at + timedelta(hours=1))

    def found(self, *, kind: str = "office", item: str = "badge") -> tuple[str, str]:
        """One finding of an office, or of a crew; its code and its unit."""
        if kind == "crew":
            self.actors.crew(CITY)
        row = self.drawn(offices=int(kind == "office"), crews=int(kind == "crew"))[0]
        return self.finished(row, not_met=(item,))[0], row.unit_code

    def invited(self, contact: str = "YC-1", *, unit: str = CITY, **how: Any) -> str:
        asked = {
            "contact_kind": "request", "channel": "sms", "staff_username": "", "customer_key": contact,
            "now": self.now,
        } | how  # fmt: skip
        return operations.invite_rating(contact_code=contact, unit_code=unit, **asked)

    def rated(self, *stars: int, unit: str = CITY, **how: Any) -> None:
        for place, one in enumerate(stars):
            token = self.invited(f"{unit}-{how.get('staff_username', '')}-{place}", unit=unit, **how)
            operations.rate(token=token, stars=one, now=self.now)


@pytest.fixture
def conduct(actors, product_now) -> Conduct:
    return Conduct(actors, product_now)
