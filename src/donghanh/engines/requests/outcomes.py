"""
How each case stands on a day: in time, late, still open, open and late; the base of every figure.

A case counts once its outcome is known: it was answered, or it is open and its due time is over. So leaving
a case open makes no figure better. What was withdrawn or refused before an answer leaves the base, and is
counted apart. An answer on the very moment of the due time is in time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from donghanh.kernel.request_tables import FACTS

OUTCOMES = ("in_time", "late", "open", "open_late", "left")
DECIDED = ("in_time", "late", "open_late")


def outcomes(*, facts: pl.DataFrame, as_of: datetime) -> pl.DataFrame:
    """
    Add to each case how it stood at a moment; what happened later is not known yet.

    facts   : FACTS; cases received later are left out
    returns : FACTS and outcome [a word of OUTCOMES], waited_seconds [from receipt to the answer, or to
              `as_of`], late_seconds [after the due time, negative before it; null without one]
    """
    known = FACTS.require(facts).filter(pl.col("received_at") <= as_of)
    seen = known.with_columns(
        pl.when(pl.col(name) <= as_of).then(pl.col(name)).alias(name) for name in ("answered_at", "left_at")
    )
    until = pl.coalesce("answered_at", pl.lit(as_of).cast(known.schema["answered_at"]))
    return seen.with_columns(
        outcome=_outcome(as_of),
        waited_seconds=(until - pl.col("received_at")).dt.total_seconds(),
        late_seconds=(until - pl.col("due_at")).dt.total_seconds(),
    )


def _outcome(as_of: datetime) -> pl.Expr:
    answered, due = pl.col("answered_at"), pl.col("due_at")
    return (
        pl.when(answered.is_not_null() & (due.is_null() | (answered <= due)))
        .then(pl.lit("in_time"))
        .when(answered.is_not_null())
        .then(pl.lit("late"))
        .when(pl.col("left_at").is_not_null())
        .then(pl.lit("left"))
        .when((due < as_of).fill_null(value=False))
        .then(pl.lit("open_late"))
        .otherwise(pl.lit("open"))
    )


def counted(by: Sequence[str], stood: pl.DataFrame) -> pl.DataFrame:
    """Count the outcomes of each group, one column a word of OUTCOMES; one row when `by` is empty."""
    counts = [(pl.col("outcome") == word).sum().cast(pl.Int64).alias(word) for word in OUTCOMES]
    return stood.group_by(by).agg(counts) if by else stood.select(counts)


def permille(part: pl.Expr, base: pl.Expr) -> pl.Expr:
    """[1/1000, whole, rounded down], so that 94.96 % is never shown as 95; null when there is no base."""
    return pl.when(base > 0).then(part * 1_000 // base)
