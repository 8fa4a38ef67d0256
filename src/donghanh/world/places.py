"""
Where customers live: the communes of 2021 as columns, weighted by their kind, and addresses within them.

Codes, names and the units that serve them come from the lawbook; weights are our estimate (data/mix.yaml).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from donghanh.lawbook.places import COMMUNE_KINDS, communes_on
from donghanh.world.dice import Indexes, Numbers, Weighted
from donghanh.world.reference import reference


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
        row = next((row for row in self.in_unit(unit=unit) if self.names[row] == name), None)
        if row is None:
            raise ValueError(f"No commune is called {name!r} in {unit}; see the lawbook's places of 2021.")
        return row

    def energy_times(self, *, rows: Indexes) -> Numbers:
        """How many times a household's mean energy is used in each commune of `rows`."""
        times = reference("mix")["place_energy"]
        return np.array([times[kind] for kind in self.kinds])[rows]

    def mean_energy_times(self) -> float:
        """The mean of `energy_times` over all customers."""
        return float(self.energy_times(rows=np.arange(len(self.codes))) @ self.weights.shares)


@cache
def places_on(*, day: date) -> Places:
    """
    The communes of a day as columns, by code, with the units that serve them on that day.

    >>> places_on(day=date(2021, 12, 1)).bare_names[0]
    'Hạ Long'
    """
    communes = [commune for commune in communes_on(day=day) if commune.unit_code_on(day=day)]
    kinds = tuple(commune.kind for commune in communes)
    weight = reference("mix")["place_weight"]
    return Places(
        codes=tuple(commune.code for commune in communes),
        names=tuple(commune.name for commune in communes),
        bare_names=tuple(_bare(name=commune.name) for commune in communes),
        units=tuple(str(commune.unit_code_on(day=day)) for commune in communes),
        kinds=kinds,
        weights=Weighted.of({row: weight[kind] for row, kind in enumerate(kinds)}),
    )


def _bare(*, name: str) -> str:
    word = next(word for word in COMMUNE_KINDS if name.startswith(word + " "))
    return name.removeprefix(word + " ")
