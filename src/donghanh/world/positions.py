"""
Positions of communes for a demo: made up, so that the way between visits can be shown.

Districts stand on a grid of about fifteen kilometres and communes around their district's middle, by their
codes alone. They are no true positions of any commune, and whatever shows them says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

MIDDLE = (20_300_000, 106_200_000)  # microdegrees of a place in the delta, about which the grid lies
GRID = 140_000
WITHIN = 55_000
SOURCE = "Dữ liệu sinh cho bản trình diễn; không phải tọa độ thật"


def generated_positions(*, communes: Iterable[tuple[str, str]]) -> str:
    """
    Make a CSV with commune_code, latitude, longitude, source.

    communes : code of the commune and of its district

    >>> generated_positions(communes=[("13732", "358")]).splitlines()[0]
    'commune_code,latitude,longitude,source'
    """
    lines = ["commune_code,latitude,longitude,source"]
    for code, district in sorted(communes):
        place = int(district) % 12
        north = MIDDLE[0] + (place // 4 - 1) * GRID + _offset(code, "north")
        east = MIDDLE[1] + (place % 4 - 2) * GRID + _offset(code, "east")
        lines.append(f"{code},{_degrees(north)},{_degrees(east)},{SOURCE}")
    return "\n".join(lines) + "\n"


def _offset(code: str, way: str) -> int:
    dice = int.from_bytes(sha256(f"{code} {way}".encode()).digest()[:4], "big")
    return dice % (2 * WITHIN) - WITHIN


def _degrees(microdegrees: int) -> str:
    return f"{microdegrees // 1_000_000}.{microdegrees % 1_000_000:06d}"
