"""Which commune a place on earth belongs to, as far as the positions that are kept can tell."""

from __future__ import annotations

from donghanh.apps.works.models import CommunePosition

FARTHEST = 100_000
"""[microdegrees] about eleven kilometres: a place farther from every commune is none of ours."""


def commune_near(*, latitude_microdegrees: int, longitude_microdegrees: int) -> str:
    """
    The commune whose position is nearest; empty where none is near, or none is known.

    The position of a commune is one point, so near its edge the answer may be the neighbour: who gets a
    report is told that the place was not named.
    """
    rows = CommunePosition.objects.filter(
        latitude_microdegrees__range=_around(latitude_microdegrees),
        longitude_microdegrees__range=_around(longitude_microdegrees),
    ).values_list("commune_code", "latitude_microdegrees", "longitude_microdegrees")
    last = {code: (latitude, longitude) for code, latitude, longitude in rows.order_by("id")}
    here = (latitude_microdegrees, longitude_microdegrees)
    return min(last, key=lambda code: (_apart(last[code], here), code), default="")


def _around(middle: int) -> tuple[int, int]:
    return middle - FARTHEST, middle + FARTHEST


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Compares, no more: a degree of longitude is nearly one of latitude here."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
