"""One world of the demo's size, dealt once for all tests of the world."""

from __future__ import annotations

from types import SimpleNamespace

import polars as pl
import pytest

from donghanh.world.province import World

LAST_YEAR = pl.date(2020, 12, 1)


def whole(world: World) -> SimpleNamespace:
    chunks = list(world.chunks())
    customers = pl.concat([chunk.customers for chunk in chunks])
    energy = pl.concat([chunk.energy for chunk in chunks])
    return SimpleNamespace(world=world, customers=customers, energy=energy, chunks=chunks)


def last_year(energy: pl.DataFrame) -> pl.DataFrame:
    """Per customer of the last twelve months: known kWh, months that are missing, months there are."""
    return (
        energy.filter(pl.col("month") >= LAST_YEAR)
        .group_by("code", maintain_order=True)
        .agg(
            known_kwh=pl.col("energy_kwh").sum(),
            missing_count=pl.col("energy_kwh").is_null().sum(),
            month_count=pl.len(),
        )
    )


@pytest.fixture(scope="session")
def demo_world() -> SimpleNamespace:
    """A world of 20,000 customers: `world`, `customers`, `energy`, `chunks`."""
    return whole(World(customers=20_000, seed=2021))


@pytest.fixture(scope="session")
def households(demo_world) -> pl.DataFrame:
    return demo_world.customers.filter(kind="household")
