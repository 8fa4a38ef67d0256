"""
How the stages grew day by day: the time line under the board.

Each move adds to the stages that it newly reaches and takes from those that it leaves (a delivery
sent back, a benefit withdrawn), so the running sums on any day are what `standing` counts that day.
"""

from collections.abc import Sequence

import polars as pl

from donghanh.engines.programmes.standing import RANKS

SHOWN = ("nominated", "approved", "delivered", "received")


def timeline(*, benefits: pl.DataFrame, moves: pl.DataFrame, stages: Sequence[str] = SHOWN) -> pl.DataFrame:
    """
    Give per activity, unit and day with moves the quantity that stood at each stage at the day's end.

    benefits : benefit [id], activity, unit, quantity
    moves    : benefit, number [order], to_state, on [day]
    returns  : activity, unit, on, <stage>_quantity of each of `stages`; sorted; days without a move
               keep the figures of the day before and have no row
    """
    rank = pl.col("to_state").replace_strict(RANKS, default=-1, return_dtype=pl.Int8)
    ranked = moves.sort("benefit", "number").with_columns(after=rank)
    stepped = ranked.with_columns(before=pl.col("after").shift(1).over("benefit").fill_null(-1))
    changes = stepped.join(benefits, on="benefit", how="inner").select(
        "activity", "unit", "on", *(_change(stage=stage) for stage in stages)
    )
    names = [f"{stage}_quantity" for stage in stages]
    daily = changes.group_by("activity", "unit", "on").agg(pl.col(names).sum()).sort("activity", "unit", "on")
    return daily.with_columns(pl.col(names).cum_sum().over("activity", "unit"))


def _change(*, stage: str) -> pl.Expr:
    """What one move adds to the stage: its quantity, nothing, or its quantity taken away."""
    is_there, was_there = pl.col("after") >= RANKS[stage], pl.col("before") >= RANKS[stage]
    step = is_there.cast(pl.Int64) - was_there.cast(pl.Int64)
    return (step * pl.col("quantity")).alias(f"{stage}_quantity")
