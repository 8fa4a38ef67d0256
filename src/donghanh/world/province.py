"""
The synthetic province: any part of it, at any time, the same.

The rows of a world are numbered: first the large customers, then the ordinary ones. `chunks` yields
the whole in order with bounded memory; `slice` gives any rows alone, equal to the same rows of the
whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import polars as pl

from donghanh.kernel.customer_tables import CUSTOMERS, ENERGY
from donghanh.world.dice import dice
from donghanh.world.epidemic import area_statuses, mask_requests
from donghanh.world.identity import MOST_CUSTOMERS
from donghanh.world.large import large_count, large_customers
from donghanh.world.nominations import nominations
from donghanh.world.ordinary import BLOCK, ordinary_block, ordinary_energy
from donghanh.world.places import Places, places_on
from donghanh.world.supply_requests import supply_requests

DAY = date(2021, 12, 1)
NOMINATED_FROM = 20_000


@dataclass(frozen=True)
class Chunk:
    """
    A stretch of the world's customers with their energy.

    start     : number of the first customer [0 and up]
    customers : kernel table CUSTOMERS
    energy    : kernel table ENERGY, by customer, then month
    """

    start: int
    customers: pl.DataFrame
    energy: pl.DataFrame


@dataclass(frozen=True)
class World:
    """
    A province of `customers` customers dealt from `seed`; it holds nothing until it is asked.

    raises : ValueError, when there are fewer than 1 or more than 9,999,000 customers, or the
             seed is not from 0 to 2**64 - 1
    """

    customers: int
    seed: int

    def __post_init__(self) -> None:
        if not 1 <= self.customers <= MOST_CUSTOMERS:
            raise ValueError(
                f"A world of {self.customers} customers cannot be made; ask for 1 to {MOST_CUSTOMERS}: "
                "seven digits of a customer code do not tell more apart."
            )
        dice(seed=self.seed, subject="world")

    @property
    def places(self) -> Places:
        """The communes of December 2021, from the lawbook."""
        return places_on(day=DAY)

    @property
    def large(self) -> int:
        """How many of the customers, the first ones, are large."""
        return large_count(customers=self.customers)

    def chunks(self, *, start: int = 0, until: int | None = None) -> Iterator[Chunk]:
        """
        The whole world in order, or the customers `start` to before `until`, about 10,000 at a time.

        raises : ValueError, at once, when they are not within the world
        """
        end = self.customers if until is None else until
        self._check_within(start, end)
        blocks = range(self.large + BLOCK, self.customers, BLOCK)
        cuts = [start, *(cut for cut in blocks if start < cut < end), end]
        return (self.slice(start=first, until=after) for first, after in pairwise(cuts))

    def slice(self, *, start: int, until: int) -> Chunk:
        """
        Customers number `start` to before `until`, alone.

        raises : ValueError, when they are not within the world
        """
        self._check_within(start, until)
        parts = [*self._large_part(start, until), *self._ordinary_parts(start, until)]
        return Chunk(
            start=start,
            customers=pl.concat([CUSTOMERS.empty(), *(who for who, _ in parts)]),
            energy=pl.concat([ENERGY.empty(), *(kwh for _, kwh in parts)]),
        )

    @cached_property
    def supply_requests(self) -> pl.DataFrame:
        """Requests for a new supply around December 2021 (see `supply_requests`)."""
        return supply_requests(seed=self.seed, places=self.places)

    @cached_property
    def nominations(self) -> pl.DataFrame:
        """Nominations by communes (see `nominations`), from the world's first 20,000 ordinary customers."""
        return nominations(seed=self.seed, places=self.places, candidates=self._candidates())

    @cached_property
    def area_statuses(self) -> pl.DataFrame:
        """Communes locked down or quarantined (see `area_statuses`)."""
        return area_statuses(seed=self.seed, places=self.places)

    @cached_property
    def mask_requests(self) -> pl.DataFrame:
        """Masks asked for by areas and schools (see `mask_requests`)."""
        return mask_requests(seed=self.seed, places=self.places)

    def _check_within(self, start: int, until: int) -> None:
        if not 0 <= start <= until <= self.customers:
            raise ValueError(
                f"Customers {start} to {until} are asked for; this world has {self.customers}: "
                f"ask within 0 to {self.customers}, half-open."
            )

    def _large_part(self, start: int, until: int) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
        if start < min(until, self.large):
            customers, energy = large_customers(seed=self.seed, places=self.places)
            wanted = customers[start : min(until, self.large)]
            yield CUSTOMERS.require(wanted), energy.filter(pl.col("code").is_in(wanted["code"].implode()))

    def _ordinary_parts(self, start: int, until: int) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
        first, last = max(start, self.large) - self.large, until - self.large
        for block in range(first // BLOCK, -(-last // BLOCK)):
            rows = slice(max(first - block * BLOCK, 0), min(last - block * BLOCK, BLOCK))
            of = ordinary_block(seed=self.seed, block=block, places=self.places)
            energy = ordinary_energy(seed=self.seed, block=block, of=of, rows=rows)
            yield of.customers[rows].select(CUSTOMERS.schema.names()), energy

    def _candidates(self) -> pl.DataFrame:
        count = min(self.customers - self.large, NOMINATED_FROM)
        blocks = [
            ordinary_block(seed=self.seed, block=block, places=self.places).customers
            for block in range(-(-count // BLOCK))
        ]
        return pl.concat(blocks)[:count] if blocks else CUSTOMERS.empty()
