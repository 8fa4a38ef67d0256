"""Where each unit's tile lies: four columns by four rows, laid out as on the map of Nam Định.

A unit that the layout does not know (after a merger or a split) is drawn below, so that it is never lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from donghanh.faces.design.icons import known_tone

# (row, column), north above, west to the left: the city in the north, the sea in the south and east.
PLACES = {
    "PA01ND": (1, 3),
    "PA01YY": (2, 1),
    "PA01VB": (2, 2),
    "PA01NT": (2, 3),
    "PA01XT": (2, 4),
    "PA01TN": (3, 3),
    "PA01GT": (3, 4),
    "PA01NH": (4, 2),
    "PA01HH": (4, 3),
}


def placed_tiles(*, tiles: Sequence[Mapping[str, Any]], label: str) -> dict[str, Any]:
    """
    Give each tile its place, in reading order; tiles without a place follow.

    tiles   : unit_code, name, word, tone, and optionally url, figure, detail, current
    returns : tiles with place (a class name such as `place-2-3`, or `place-free`), and the label of the map
    """
    drawn = [
        {
            **tile,
            "tone": known_tone(tile.get("tone")),
            "place": _place(tile["unit_code"]),
        }
        for tile in sorted(tiles, key=_reading_order)
    ]
    return {"tiles": drawn, "label": label}


def _reading_order(tile: Mapping[str, Any]) -> tuple[tuple[int, int], str]:
    return PLACES.get(tile["unit_code"], (9, 9)), tile["unit_code"]


def _place(unit_code: str) -> str:
    place = PLACES.get(unit_code)
    return f"place-{place[0]}-{place[1]}" if place else "place-free"
