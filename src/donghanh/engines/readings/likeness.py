"""
How a customer's change compares with that of like customers: same commune and class, same months.

Each month's energy a day is divided by the median of those who are alike, which takes season and weather out;
what remains is compared with the customer's own last three months. How far such remainders usually stray is
measured among all of the class by the median distance from the median, which wild values do not move.
Everything in whole numbers: energy a day in Wh, remainders in thousandths.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from donghanh.engines.readings.terms import Terms
from donghanh.kernel.months import months_back, next_month

HISTORY_MONTHS = 3
THOUSAND = 1000
LEAST_SPREAD = 50  # thousandths: a class whose members hardly differ would hold on a trifle


def with_likeness(*, periods: pl.DataFrame, traits: pl.DataFrame, month: date, terms: Terms) -> pl.DataFrame:
    """
    Say of every bill of the month what was before, what was to be expected, and whether it is unlike.

    returns : point, kwh, daily [Wh a day], before_kwh and before_daily [null: no month before], like_count,
              change and like_change [thousandths], expected_kwh [null: nothing to go by],
              is_unlike [null: cannot be compared]
    """
    first = months_back(month=month, count=HISTORY_MONTHS)
    window = periods.filter(pl.col("month").is_between(first, next_month(month), closed="left"))
    daily = _daily(window.drop_nulls(["kwh", "from_on"]).join(traits, on="point"), terms)
    now = daily.filter(pl.col("month") == month)
    return _judged(_with_own_past(now, daily, month), terms)


def _daily(rows: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """Energy a day, the median of those alike (of the class where too few are), and the remainder."""
    days = (pl.col("until_on") - pl.col("from_on")).dt.total_days()
    by_day = rows.with_columns(days=days).filter(pl.col("days") > 0)
    by_day = by_day.with_columns(daily=pl.col("kwh") * THOUSAND // pl.col("days"))
    near, wide = ["month", "like"], ["month", "category"]
    counted = by_day.with_columns(
        near_count=pl.len().over(near),
        near=pl.col("daily").median().over(near),
        wide_count=pl.len().over(wide),
        wide=pl.col("daily").median().over(wide),
    )
    is_near = pl.col("near_count") >= terms.like_least_count
    return counted.with_columns(
        like_count=pl.when(is_near).then("near_count").otherwise("wide_count"),
        like_daily=pl.when(is_near).then("near").otherwise("wide").cast(pl.Int64),
    ).with_columns(rest=(pl.col("daily") + 1) * THOUSAND // (pl.col("like_daily") + 1))


def _with_own_past(now: pl.DataFrame, daily: pl.DataFrame, month: date) -> pl.DataFrame:
    past = daily.filter(pl.col("month") < month).sort("point", "month")
    own = past.group_by("point", maintain_order=True).agg(
        pl.col("rest").median().cast(pl.Int64).alias("own_rest"),
        pl.col("daily", "kwh", "like_daily", "month").last().name.prefix("before_"),
    )
    joined = now.join(own, on="point", how="left")
    is_before = pl.col("before_month") == months_back(month=month, count=1)
    return joined.with_columns(
        pl.when(is_before).then(pl.col(name)).alias(name) for name in ("before_daily", "before_kwh")
    )


def _judged(rows: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    stray = rows.with_columns(
        drift=pl.col("rest") * THOUSAND // pl.max_horizontal("own_rest", 1)
    ).with_columns(usual=pl.col("drift").median().over("category").cast(pl.Int64))
    spread = (pl.col("drift") - pl.col("usual")).abs().median().over("category").cast(pl.Int64)
    measured = stray.with_columns(spread=pl.max_horizontal(spread, LEAST_SPREAD))
    upper = pl.col("usual") + pl.col("spread") * terms.like_band
    lower = pl.col("usual") * pl.col("usual") // upper
    first_bill = pl.col("rest") > terms.first_level_times * THOUSAND
    is_comparable = pl.col("like_count") >= terms.like_least_count
    return measured.select(
        "point", "kwh", "daily", "before_kwh", "before_daily", "like_count",
        change=pl.col("daily") * THOUSAND // pl.max_horizontal("before_daily", 1),
        like_change=pl.col("like_daily") * THOUSAND // pl.max_horizontal("before_like_daily", 1),
        expected_kwh=pl.col("own_rest") * pl.col("like_daily") // THOUSAND * pl.col("days") // THOUSAND,
        is_unlike=pl.when(~is_comparable)
        .then(None)
        .when(pl.col("own_rest").is_null())
        .then(first_bill)
        .otherwise((pl.col("drift") > upper) | (pl.col("drift") < lower)),
    )  # fmt: skip
