"""
Where a campaign stands on a day: what was promised, approved, delivered and received, and what is late.

For the board, the report and their history. Standing is never stored: it is counted from the moves
up to the day asked for, so yesterday's board can be seen again. A benefit counts for a stage when it
stands there or beyond; refused, withdrawn, replaced and unclaimed ones count for no stage, only as
themselves. `_count` counts benefits, `_quantity` adds their quantities (masks, tablets, gifts).
What is late or at risk is judged in `risk`.
"""

from datetime import date

import polars as pl

from donghanh.engines.programmes.moves import BENEFIT
from donghanh.engines.programmes.risk import judged

STAGES = BENEFIT.path
EXITS = BENEFIT.exits
RANKS = {state: rank for rank, state in enumerate(STAGES)}
_DELIVERED = RANKS["delivered"]


def states_as_of(*, moves: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """
    Say in which state each benefit was at the end of a day.

    moves   : benefit [id], number [order of the moves of a benefit], to_state, on [day]
    returns : benefit, state, since_on; one row per benefit that had begun, sorted by benefit

    >>> moves = pl.DataFrame(
    ...     {
    ...         "benefit": [1, 1],
    ...         "number": [1, 2],
    ...         "to_state": ["nominated", "checked"],
    ...         "on": [date(2021, 12, 1), date(2021, 12, 9)],
    ...     }
    ... )
    >>> states_as_of(moves=moves, as_of=date(2021, 12, 8))["state"].to_list()
    ['nominated']
    """
    made = moves.filter(pl.col("on") <= as_of).sort("benefit", "number")
    last = made.group_by("benefit", maintain_order=True).last()
    return last.select("benefit", state="to_state", since_on="on")


def standing(
    *, benefits: pl.DataFrame, moves: pl.DataFrame, targets: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """
    Count each activity and unit at the end of a day, late first, then at risk, then the rest.

    benefits : benefit [id], activity, unit, quantity [unit of measure], due_on [last day, or null: the
               activity's]
    moves    : as `states_as_of`
    targets  : activity, unit, target [unit of measure, or null: a measure without a target], starts_on,
               due_on [last day], slack_percent, approval_lead_days [see `risk`]; in the board's order
    returns  : activity, unit, target, starts_on, due_on, <stage>_count and <stage>_quantity of each stage,
               <exit>_count of each exit, late_count and the columns of `risk.judged`.
               An activity and unit that has benefits but no target row is there too, with target null.
    """
    ranked = _ranked(benefits=benefits, moves=moves, targets=targets, as_of=as_of)
    counted = _count(ranked=ranked, as_of=as_of)
    ordered = targets.with_row_index("place")
    joined = ordered.join(counted, on=["activity", "unit"], how="full", coalesce=True)
    figures = [name for name in counted.columns if name not in ("activity", "unit")]
    return judged(figures=joined.with_columns(pl.col(figures).fill_null(0)), as_of=as_of)


def overdue(*, benefits: pl.DataFrame, moves: pl.DataFrame, targets: pl.DataFrame, as_of: date) -> pl.Series:
    """
    Name the benefits that `standing` counts as late: begun, on the path, not delivered, last day passed.

    benefits, moves, targets : as `standing`
    returns                  : benefit [id], sorted
    """
    ranked = _ranked(benefits=benefits, moves=moves, targets=targets, as_of=as_of)
    return ranked.filter(_is_late(as_of=as_of))["benefit"].sort()


def activity_totals(*, rows: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """
    Add the units of each activity up and judge the sums as one: the company's line of the board.

    rows    : what `standing` returned
    returns : the same columns without unit; an activity whose units have no target has target null
    """
    sums = [name for name in rows.columns if name.endswith(("_count", "_quantity"))]
    totals = (
        rows.sort("place", nulls_last=True)
        .group_by("activity", maintain_order=True)
        .agg(
            pl.col("place").min(),
            pl.when(pl.col("target").count() > 0).then(pl.col("target").sum()).alias("target"),
            pl.col("starts_on").min(),
            pl.col("due_on").max(),
            pl.col("slack_percent", "approval_lead_days").max(),
            pl.col(sums).sum(),
        )
    )
    return judged(figures=totals, as_of=as_of)


def _ranked(
    *, benefits: pl.DataFrame, moves: pl.DataFrame, targets: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """Put state and last day to each benefit that had begun. `rank` is null for states off the path."""
    known = benefits.join(states_as_of(moves=moves, as_of=as_of), on="benefit", how="inner")
    dues = targets.select("activity", "unit", activity_due_on="due_on")
    return known.join(dues, on=["activity", "unit"], how="left").with_columns(
        rank=pl.col("state").replace_strict(RANKS, default=None, return_dtype=pl.Int8),
        last_day=pl.coalesce("due_on", "activity_due_on"),
    )


def _is_late(*, as_of: date) -> pl.Expr:
    late = (pl.col("rank") < _DELIVERED) & (pl.col("last_day") < as_of)
    return late.fill_null(value=False)


def _count(*, ranked: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Count per activity and unit."""
    reached = {stage: (pl.col("rank") >= rank).fill_null(value=False) for stage, rank in RANKS.items()}
    return ranked.group_by("activity", "unit").agg(
        *(is_there.sum().cast(pl.Int64).alias(f"{stage}_count") for stage, is_there in reached.items()),
        *(pl.col("quantity").filter(at).sum().alias(f"{stage}_quantity") for stage, at in reached.items()),
        *((pl.col("state") == state).sum().cast(pl.Int64).alias(f"{state}_count") for state in EXITS),
        _is_late(as_of=as_of).sum().cast(pl.Int64).alias("late_count"),
    )
