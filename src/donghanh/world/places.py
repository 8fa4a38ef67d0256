"""
Where customers live: the communes of 2021 as columns, weighted by their kind, and addresses within them.

Codes, names and the units that serve them come from the lawbook; weights are our estimate (data/mix.yaml).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from donghanh.world.dice import Indexes, Numbers, Strings, Weighted, chosen
from donghanh.world.reference import reference

KINDS = {"Phường": "ward", "Thị trấn": "town", "Xã": "commune"}


@dataclass(frozen=True)
class Places:
    """The communes, row for row: code, full name, name without its kind, unit that serves it, kind."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    bare_names: tuple[str, ...]
    units: tuple[str, ...]
    kinds: tuple[str, ...]
    weights: Weighted

    def in_unit(self, *, unit: str) -> list[int]:
        """Rows of the communes that a unit serves, in the order of the lawbook."""
        return [row for row, serving in enumerate(self.units) if serving == unit]

    def row_of(self, *, name: str, unit: str) -> int:
        """The row of the commune of that full name in that unit; raises ValueError when there is none."""
        return next((row for row in self.in_unit(unit=unit) if self.names[row] == name), -1)

    def energy_times(self, *, rows: Indexes) -> Numbers:
        """How many times a household's mean energy is used in each commune of `rows`."""
        times = reference("mix")["place_energy"]
        return np.array([times[kind] for kind in self.kinds])[rows]

    def mean_energy_times(self) -> float:
        """The mean of `energy_times` over all customers."""
        return float(self.energy_times(rows=np.arange(len(self.codes))) @ self.weights.shares)
