"""
Energy of the months: a year's energy per customer, spread over the months with season, growth, Tết and
noise.

Households are lognormal, others Pareto within bounds, so that a few take much and most take little. A
reading that is missing is null, never zero; a month outside the contract has no row at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from donghanh.kernel.months import months_before
from donghanh.world.dice import Flags, Indexes, Numbers
from donghanh.world.reference import reference

Days = npt.NDArray[np.datetime64]
Matrix = npt.NDArray[Any]

AFTER_LAST_MONTH = date(2021, 12, 1)
MONTH_COUNT = 24
MONTHS = months_before(month=AFTER_LAST_MONTH, count=MONTH_COUNT)
LAST_YEAR = slice(MONTH_COUNT - 12, MONTH_COUNT)


@cache
def month_shares(price_group: str) -> tuple[float, ...]:
    """
    What each month of the history takes of the last twelve months' energy; the last twelve add up to one.

    >>> round(sum(month_shares("residential")[-12:]), 9)
    1.0
    """
    season = reference("seasons")["groups"][price_group]
    cuts = reference("seasons")["tet_cut"]
    raw = np.array(
        [season["months"][day.month - 1] * (1 - season["tet"] * cuts.get(day, 0)) for day in MONTHS]
    )
    raw[: MONTH_COUNT - 12] /= 1 + season["growth"]
    return tuple((raw / raw[LAST_YEAR].sum()).tolist())


def monthly_kwh(
    *, rolls: np.random.Generator, yearly_kwh: Numbers, price_groups: list[str], at: Indexes
) -> Matrix:
    """
    Energy of each customer in each month of the history.

    yearly_kwh   : [kWh] expected over the last twelve months
    price_groups : the groups that `at` points into
    at           : index of each customer's price group
    returns      : customers × months, int64 [kWh], at least 1
    """
    shares = np.array([month_shares(group) for group in price_groups])[at]
    sigma = np.array([reference("seasons")["groups"][group]["noise"] for group in price_groups])[at][:, None]
    noise = rolls.standard_normal(shares.shape, dtype=np.float32)
    drawn = yearly_kwh[:, None] * shares * np.exp(sigma * noise - sigma**2 / 2)
    return np.asarray(np.maximum(np.rint(drawn), 1).astype(np.int64))


def household_kwh(*, rolls: np.random.Generator, count: int) -> Numbers:
    """Lognormal year's energy with mean 1; multiply by the mean that is wanted."""
    sigma = reference("mix")["groups"]["household"]["sigma"]
    return np.asarray(rolls.lognormal(mean=-(sigma**2) / 2, sigma=sigma, size=count))


@dataclass(frozen=True)
class BoundedPareto:
    """A Pareto tail between `least` and `most`; a smaller `tail` is heavier."""

    tail: float
    least: float
    most: float

    @property
    def mean(self) -> float:
        """The expected value; `tail` must not be 1."""
        a, low, high = self.tail, self.least, self.most
        return float(low**a / (1 - (low / high) ** a) * a / (a - 1) * (low ** (1 - a) - high ** (1 - a)))

    def at(self, *, points: Numbers) -> Numbers:
        """The value below which each share of [0, 1) lies."""
        kept = 1 - points * (1 - (self.least / self.most) ** self.tail)
        return np.asarray(self.least * kept ** (-1 / self.tail))


@cache
def pareto_with_mean(*, tail: float, mean: float, most: float) -> BoundedPareto:
    """
    The bounded tail that has the wanted mean, found by halving.

    >>> round(pareto_with_mean(tail=1.3, mean=5000, most=300000).mean)
    5000
    """
    low, high = 1e-6, mean
    for _ in range(200):
        least = (low + high) / 2
        low, high = (least, high) if BoundedPareto(tail, least, most).mean < mean else (low, least)
    return BoundedPareto(tail, (low + high) / 2, most)


def missing_readings(*, rolls: np.random.Generator, count: int) -> Flags:
    """Which of the readings never came: customers × months."""
    limit = round(reference("mix")["missing_share"] * 65536)
    return np.asarray(rolls.integers(65536, size=(count, MONTH_COUNT), dtype=np.uint16) < limit)


def within_contract(*, begins: Days, ends: Days) -> Flags:
    """Which months touch the half-open contract; `ends` may be not-a-time: customers × months."""
    month = np.array(MONTHS, dtype="datetime64[M]")
    started = begins.astype("datetime64[M]")[:, None] <= month
    over = np.isnat(ends)[:, None] | (ends[:, None] > month.astype("datetime64[D]"))
    return np.asarray(started & over)


def energy_frame(*, codes: pl.Series, kwh: Matrix, missing: Flags, exists: Flags) -> pl.DataFrame:
    """
    The energy of many customers as rows: by customer, then month.

    returns : code, month [first day], energy_kwh [kWh, null where the reading is missing]
    """
    rows, columns = np.nonzero(exists)
    energy = pl.Series("energy_kwh", kwh[rows, columns])
    known = pl.Series(~missing[rows, columns])
    return pl.DataFrame(
        {"code": codes.gather(rows), "month": pl.Series(list(MONTHS), dtype=pl.Date).gather(columns)}
    ).with_columns(energy_kwh=pl.select(pl.when(known).then(energy)).to_series())
