"""The people of the story and the day they work on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.faces.clock import HOUSE_ZONE
from donghanh.world.province import World

CAMPAIGN = "tri-an-khach-hang-2021"
BEGIN = date(2021, 12, 1)
LAST = date(2022, 1, 31)
DEALT = 20_000


@dataclass
class Story:
    """The people and what they work on; `at` is the moment of the act."""

    world: World
    day: date = BEGIN
    actors: dict[str, Actor] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, time(9), tzinfo=HOUSE_ZONE)

    def actor(self, username: str) -> Actor:
        """One of the demo's staff."""
        if username not in self.actors:
            found = organisation.actor_named(username=username, on=BEGIN)
            assert found is not None, f"the demo has no {username}"
            self.actors[username] = found
        return self.actors[username]

    def of_unit(self, word: str, unit: str) -> Actor:
        return self.actor(f"{word}.{unit.lower()}")

    def partner_of(self, commune: str, unit: str) -> Actor:
        """The commune's own partner where it has an account, else the unit's officer on its behalf."""
        found = organisation.actor_named(username=f"mattran.{commune}", on=BEGIN)
        return found or self.of_unit("nhanvien", unit)

    @cached_property
    def unit_of(self) -> dict[str, str]:
        return organisation.units_of_communes(day=BEGIN)

    @cached_property
    def repeated(self) -> frozenset[str]:
        """Nominations of a household that another nomination named before."""
        rows = self.world.nominations
        return frozenset(rows.filter(rows["same_as"].is_not_null())["nomination_code"])
