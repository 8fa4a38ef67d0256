"""
How far it is between two visits, from where their communes lie; and what stands in when nobody has said so.

Positions of communes are data that a company may import. Without them a way is only a rank: within the
commune, within the district, beyond it. Such metres are an estimate and are shown as one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

EARTH_METRES = 6_371_000
# What stands in for a way that nobody knows; only the order of the three matters.
SAME_COMMUNE_METRES = 1_000
SAME_DISTRICT_METRES = 8_000
OTHER_METRES = 25_000


@dataclass(frozen=True, slots=True)
class Place:
    """A commune with its district, and its position [microdegrees] as far as it is known."""

    commune: str
    district: str = ""
    latitude: int | None = None
    longitude: int | None = None

    @property
    def is_known(self) -> bool:
        return self.latitude is not None and self.longitude is not None


def metres_between(*, one: Place, other: Place) -> int:
    """
    Whole metres in a straight line where both positions are known, else what stands in.

    Within one commune it is always the stand-in: houses have no positions.

    >>> metres_between(one=Place("13732", "358"), other=Place("13729", "358"))
    8000
    """
    if one.commune == other.commune:
        return SAME_COMMUNE_METRES
    if one.is_known and other.is_known:
        return _straight(one, other)
    return SAME_DISTRICT_METRES if one.district and one.district == other.district else OTHER_METRES


def distance_matrix(*, places: Sequence[Place]) -> list[list[int]]:
    """
    Metres between all places, with a first row and column of zeros: a start that nobody knows.

    >>> distance_matrix(places=[Place("13732"), Place("13732")])
    [[0, 0, 0], [0, 0, 1000], [0, 1000, 0]]
    """
    rows = [[0] * (len(places) + 1)]
    for one, place in enumerate(places):
        ways = [
            0 if one == other else metres_between(one=place, other=there)
            for other, there in enumerate(places)
        ]
        rows.append([0, *ways])
    return rows


def _straight(one: Place, other: Place) -> int:
    assert one.latitude is not None and one.longitude is not None  # noqa: PT018 -- for the type checker
    assert other.latitude is not None and other.longitude is not None  # noqa: PT018
    north, there = (math.radians(value / 1_000_000) for value in (one.latitude, other.latitude))
    turn = math.radians((other.longitude - one.longitude) / 1_000_000)
    half = math.sin((there - north) / 2) ** 2 + math.cos(north) * math.cos(there) * math.sin(turn / 2) ** 2
    return round(2 * EARTH_METRES * math.asin(min(1.0, math.sqrt(half))))
