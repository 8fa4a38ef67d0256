"""
How requests are handled: who pauses how often, how many came electronically, how fast calls are answered.

For the page of indicators. A rate says its base beside it: one pause of two cases is no habit. A month is one
of Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

from datetime import datetime

import polars as pl

from donghanh.engines.requests.figures import JUDGED, judged
from donghanh.engines.requests.outcomes import permille
from donghanh.kernel.request_tables import CALLS, FACTS, PAUSED, ZONE


def pausing(*, facts: pl.DataFrame, paused: pl.DataFrame, as_of: datetime) -> pl.DataFrame:
    """
    Count the pauses of each clerk.

    facts, paused : FACTS, PAUSED; a clerk's cases are those that he has or had, and those that he paused
    returns       : clerk, cases, paused_cases, pauses [count], paused_permille [of cases], paused_seconds
                    [until `as_of` at most]; most frequent first, then by clerk
    """
    begun = PAUSED.require(paused).filter(pl.col("from_at") <= as_of)
    had = FACTS.require(facts).filter((pl.col("received_at") <= as_of) & pl.col("clerk").is_not_null())
    both = pl.concat([had.select("clerk", "case"), begun.select("clerk", "case")]).unique()
    now = pl.lit(as_of).cast(begun.schema["from_at"])
    until = pl.min_horizontal(pl.col("until_at").fill_null(now), now)
    lasted = (until - pl.col("from_at")).dt.total_seconds()
    pauses = begun.group_by("clerk").agg(
        paused_cases=pl.col("case").n_unique().cast(pl.Int64),
        pauses=pl.len().cast(pl.Int64),
        paused_seconds=lasted.sum(),
    )
    cases = both.group_by("clerk").agg(cases=pl.len().cast(pl.Int64))
    told = cases.join(pauses, on="clerk", how="left").with_columns(
        pl.col("paused_cases", "pauses", "paused_seconds").fill_null(0)
    )
    share = permille(pl.col("paused_cases"), pl.col("cases"))
    shown = told.with_columns(paused_permille=share).sort(
        ["paused_permille", "clerk"], descending=[True, False]
    )
    return shown.select("clerk", "cases", "paused_cases", "pauses", "paused_permille", "paused_seconds")


def electronic_share(*, facts: pl.DataFrame, as_of: datetime) -> pl.DataFrame:
    """
    Count the electronic requests of each unit and month.

    returns : unit [null for the company], month_on [first day], cases, electronic, electronic_permille;
              by unit, then month; a month without requests has no row
    """
    known = FACTS.require(facts).filter(pl.col("received_at") <= as_of)
    local = pl.col("received_at").dt.convert_time_zone(ZONE)
    counts = known.group_by("unit", local.dt.date().dt.month_start().alias("month_on")).agg(
        cases=pl.len().cast(pl.Int64), electronic=pl.col("is_electronic").sum().cast(pl.Int64)
    )
    share = permille(pl.col("electronic"), pl.col("cases"))
    return counts.with_columns(electronic_permille=share).sort("unit", "month_on")


def calls_answered(
    *, calls: pl.DataFrame, limit_seconds: int, target_percent: int, as_of: datetime
) -> pl.DataFrame:
    """
    Hold the calls of each unit against the law: more than 80 % answered within 30 seconds.

    calls   : CALLS; a call that rings for less than the limit at `as_of` is not judged yet, one that nobody
              answered counts as not answered, however soon the caller hung up
    returns : unit, target_percent, kept, base [calls], kept_permille, is_met; by unit
    """
    rang, answered = pl.col("rang_at"), pl.col("answered_at")
    limit = pl.duration(seconds=limit_seconds)
    seen = CALLS.require(calls).filter(
        (rang <= as_of) & ((answered <= as_of).fill_null(value=False) | (rang + limit < as_of))
    )
    in_limit = (answered <= as_of) & (answered - rang <= limit)
    counts = seen.group_by("unit").agg(
        kept=in_limit.fill_null(value=False).sum().cast(pl.Int64), base=pl.len().cast(pl.Int64)
    )
    wanted = counts.with_columns(target_percent=pl.lit(target_percent, dtype=pl.Int64))
    return judged(wanted).select("unit", *JUDGED).sort("unit")
