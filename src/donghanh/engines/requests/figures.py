"""
The figures of requests: in time by whatever one groups by, the median and the tail, the worst, who is owed.

For the page of indicators and the director's report, as of any day. Percentiles are by nearest rank: of n
waits in order, the one at place ceil(p n / 100); no value is made up between two. They are taken over decided
cases (`outcomes`), an open and late one with what it has waited until now.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from donghanh.engines.requests.outcomes import DECIDED, OUTCOMES, counted, outcomes, permille
from donghanh.kernel.request_tables import TARGETS

BYS = ("service", "unit", "channel", "clerk")
TAIL = 95


def in_time(*, facts: pl.DataFrame, by: Sequence[str] = (), as_of: datetime) -> pl.DataFrame:
    """
    Count what was in time and how long it took, for each group.

    facts   : FACTS; by : columns of BYS, none for all cases in one row
    returns : by, then [cases] in_time, late, open, open_late, left, decided; in_time_permille [1/1000,
              rounded down, null when nothing is decided]; median_seconds, tail_seconds [95th percentile];
              ordered by `by`
    """
    stood = outcomes(facts=facts, as_of=as_of)
    counts = counted(by, stood).with_columns(decided=pl.sum_horizontal(DECIDED))
    waits = stood.filter(pl.col("outcome").is_in(DECIDED))
    ranks = {"median_seconds": _nearest_rank(50), "tail_seconds": _nearest_rank(TAIL)}
    tails = waits.group_by(by).agg(**ranks) if by else waits.select(**ranks)
    joined = (
        counts.join(tails, on=list(by), how="left", nulls_equal=True) if by else _side_by_side(counts, tails)
    )
    share = permille(pl.col("in_time"), pl.col("decided"))
    figures = ("in_time_permille", "median_seconds", "tail_seconds")
    told = joined.with_columns(in_time_permille=share).select(*by, *OUTCOMES, "decided", *figures)
    return told.sort(list(by)) if by else told


def worst(*, facts: pl.DataFrame, as_of: datetime, count: int = 10) -> pl.DataFrame:
    """
    List the cases that are, or were answered, latest after their due time; the worst first.

    returns : FACTS and the columns of `outcomes`; at most `count` rows, none that was in time
    """
    stood = outcomes(facts=facts, as_of=as_of)
    late = stood.filter(pl.col("outcome").is_in(["late", "open_late"]))
    return late.sort(["late_seconds", "case"], descending=[True, False]).head(count)


def open_and_late(*, facts: pl.DataFrame, as_of: datetime) -> pl.DataFrame:
    """List the cases that somebody still waits for although their due time is over; the longest first."""
    stood = outcomes(facts=facts, as_of=as_of).filter(pl.col("outcome") == "open_late")
    return stood.sort(["late_seconds", "case"], descending=[True, False])


def against_targets(*, facts: pl.DataFrame, targets: pl.DataFrame, as_of: datetime) -> pl.DataFrame:
    """
    Hold services against the share that must be in time: more than 95 % of written complaints.

    targets : TARGETS
    returns : service, target_percent, kept, base [cases], kept_permille, is_met [null without a base]
    """
    wanted = TARGETS.require(targets)
    told = in_time(facts=facts, by=("service",), as_of=as_of).select("service", "in_time", "decided")
    joined = wanted.join(told, on="service", how="left").with_columns(
        kept=pl.col("in_time").fill_null(0), base=pl.col("decided").fill_null(0)
    )
    return judged(joined).select("service", *JUDGED).sort("service")


JUDGED = ("target_percent", "kept", "base", "kept_permille", "is_met")


def judged(frame: pl.DataFrame) -> pl.DataFrame:
    """Add kept_permille and is_met; "more than" is strict, counted in cases and not in rounded shares."""
    met = pl.col("kept") * 100 > pl.col("base") * pl.col("target_percent")
    return frame.with_columns(
        kept_permille=permille(pl.col("kept"), pl.col("base")),
        is_met=pl.when(pl.col("base") > 0).then(met),
    )


def _nearest_rank(percent: int) -> pl.Expr:
    """The wait at place ceil(p n / 100), counted from 1."""
    place = (pl.len().cast(pl.Int64) * percent + 99) // 100 - 1
    return pl.col("waited_seconds").sort().get(place.clip(0), null_on_oob=True)


def _side_by_side(counts: pl.DataFrame, tails: pl.DataFrame) -> pl.DataFrame:
    return counts.with_columns(tails.to_series(0), tails.to_series(1))
