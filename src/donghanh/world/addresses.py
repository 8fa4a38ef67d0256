"""
Addresses by the kind of commune: house and street in a ward, house and block in a town, hamlet in a commune.

Generic words of data/words.yaml and numbers: they lead to no house.
"""

from __future__ import annotations

import numpy as np

from donghanh.world.dice import Indexes, Strings, chosen
from donghanh.world.places import Places
from donghanh.world.reference import reference


def addresses(*, rolls: np.random.Generator, places: Places, at: Indexes) -> list[str]:
    """One address for each row of `at` (index into the communes), without the commune's name."""
    house = rolls.integers(1, 240, size=len(at)).tolist()
    block = rolls.integers(1, 26, size=len(at)).tolist()
    streets = _any_of(rolls=rolls, words=reference("words")["streets"], count=len(at))
    hamlets = _any_of(rolls=rolls, words=reference("words")["hamlets"], count=len(at))
    rows = zip(at.tolist(), house, block, streets.tolist(), hamlets.tolist(), strict=True)
    return [
        _within(kind=places.kinds[row], house=number, block=part, street=street, hamlet=hamlet)
        for row, number, part, street, hamlet in rows
    ]


def _any_of(*, rolls: np.random.Generator, words: list[str], count: int) -> Strings:
    return chosen(words=words, at=rolls.integers(len(words), size=count))


def _within(*, kind: str, house: int, block: int, street: str, hamlet: str) -> str:
    if kind == "ward":
        return f"Số {house}, đường {street}"
    if kind == "town":
        return f"Số {house}, tổ {block}"
    return f"Thôn {hamlet}" if house % 3 == 0 else f"Số {house}, xóm {block}"
