"""Months that repeat: readings that were estimated again and again, and energy that is the very same."""

from __future__ import annotations

from datetime import date

import polars as pl

from donghanh.engines.readings.findings import found
from donghanh.kernel.months import months_back, next_month


def estimated_again(*, periods: pl.DataFrame, month: date, count: int) -> pl.DataFrame:
    """Find the points whose last `count` months, this one among them, were all estimated."""
    rows = _last(periods, month, count).filter(pl.col("is_estimated"))
    again = rows.group_by("point").agg(pl.len().alias("months"), _now("kwh", month))
    return found(
        again.filter(pl.col("months") >= count), month=month, rule="estimated-again",
        facts={"months": "months"},
    )  # fmt: skip


def same_again(*, periods: pl.DataFrame, month: date, count: int, least_kwh: int) -> pl.DataFrame:
    """Find the points whose last `count` months have one energy, of at least `least_kwh`, to the kWh."""
    # An estimated month repeats the one before by itself; that it was estimated is told elsewhere.
    rows = _last(periods, month, count).drop_nulls("kwh").filter(~pl.col("is_estimated"))
    again = rows.group_by("point").agg(
        pl.len().alias("months"), pl.col("kwh").n_unique().alias("energies"), _now("kwh", month)
    )
    is_same = (pl.col("months") >= count) & (pl.col("energies") == 1) & (pl.col("kwh") >= least_kwh)
    return found(
        again.filter(is_same), month=month, rule="sameness", facts={"months": "months", "kwh": "kwh"}
    )


def _last(periods: pl.DataFrame, month: date, count: int) -> pl.DataFrame:
    first = months_back(month=month, count=count - 1)
    return periods.filter(pl.col("month").is_between(first, next_month(month), closed="left"))


def _now(column: str, month: date) -> pl.Expr:
    return pl.col(column).filter(pl.col("month") == month).first().alias(column)
