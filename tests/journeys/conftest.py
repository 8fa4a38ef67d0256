"""A journey's province: the dealt one, with three large enterprises and forty entrants that are certain."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from tests.apps.programmes.conftest import dealt

LARGE_KWH = 250_000


def furnished_frames() -> tuple[list[tuple[pl.DataFrame, pl.DataFrame]], list[str], list[str]]:
    """The province's frames, the codes of the large ones, the codes of the entrants."""
    (customers, energy), *rest = dealt(600)
    runs = pl.col("contract_until").is_null()
    before = runs & (pl.col("contract_from") < date(2020, 12, 1))
    large = _codes(customers.filter(before & (pl.col("kind") == "enterprise")), 3)
    entrants = _codes(customers.filter(runs & (pl.col("kind") == "household")), 40)
    days = pl.DataFrame(
        {
            "code": entrants,
            "enrolled_on": [date(2021, 12, 1) + timedelta(days=place % 31) for place in range(40)],
        }
    )
    enrolled = customers.join(days, on="code", how="left", maintain_order="left")
    for column in ("registered_online_payment_on", "installed_app_on"):
        enrolled = enrolled.with_columns(pl.coalesce("enrolled_on", column).alias(column))
    grown = energy.with_columns(
        energy_kwh=pl.when(pl.col("code").is_in(large)).then(pl.lit(LARGE_KWH)).otherwise("energy_kwh")
    )
    return [(enrolled.select(customers.columns), grown), *rest], large, entrants


def _codes(frame: pl.DataFrame, count: int) -> list[str]:
    return frame.sort("code")["code"].head(count).to_list()


@pytest.fixture
def furnished():
    return furnished_frames()
