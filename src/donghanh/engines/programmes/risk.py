"""
Late, at risk or on course: the judgement over the counted figures, in whole numbers.

Late: the last day has passed and the target is not delivered, or some benefit's own last day has passed.
At risk, when not late, by either of two sentences whose numbers the template of the campaign gives:
 - pace: what is missing per day left is more than the plan's even pace by over `slack_percent`, that is
   missing × all days × 100 > target × days left × (100 + slack_percent);
 - approvals: `approval_lead_days` or fewer are left and less than the target is approved.
Days count the day itself and the last day. Nothing here divides, so nothing is rounded.
"""

from datetime import date

import polars as pl

STATUSES = ("late", "at_risk", "on_course", "not_begun", "reached", "no_target")


def judged(*, figures: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """
    Add the judgement to counted figures and put the worst first.

    figures : place [order of the board], target [or null], starts_on, due_on [last day], slack_percent,
              approval_lead_days, approved_quantity, delivered_quantity, late_count, and others
    returns : the same with missing_quantity [null without a target], days_left [0 from the day after
              the last], open_percent [missing, whole percent of the target, rounded down], is_late,
              is_at_risk, why (rule: due-passed, benefit-overdue, pace, approvals, or null) and status;
              sorted by late, at risk, open_percent (most first), place
    """
    day = pl.lit(as_of)
    measured = figures.with_columns(
        missing_quantity=(pl.col("target") - pl.col("delivered_quantity")).clip(lower_bound=0),
        days_left=(_days(since=day, until=pl.col("due_on")) + 1).clip(lower_bound=0),
        all_days=_days(since=pl.col("starts_on"), until=pl.col("due_on")) + 1,
    ).with_columns(open_percent=_open_percent(), why=_why(day=day))
    flagged = measured.with_columns(
        is_late=pl.col("why").is_in(["due-passed", "benefit-overdue"]).fill_null(value=False),
        is_at_risk=pl.col("why").is_in(["pace", "approvals"]).fill_null(value=False),
    ).with_columns(status=_status(day=day))
    return flagged.drop("all_days").sort(
        ["is_late", "is_at_risk", "open_percent", "place", "activity"],
        descending=[True, True, True, False, False],
        nulls_last=True,
        maintain_order=True,
    )


def _days(*, since: pl.Expr, until: pl.Expr) -> pl.Expr:
    return (until - since).dt.total_days()


def _open_percent() -> pl.Expr:
    """A target of nothing is not open at all."""
    return (
        pl.when(pl.col("target") > 0)
        .then(pl.col("missing_quantity") * 100 // pl.col("target"))
        .when(pl.col("target") == 0)
        .then(pl.lit(0, dtype=pl.Int64))
    )


def _why(*, day: pl.Expr) -> pl.Expr:
    """Name the first sentence that holds, the late ones first. Every null (no target) makes it not hold."""
    open_ = pl.col("missing_quantity") > 0
    needed = pl.col("missing_quantity") * pl.col("all_days") * 100
    allowed = pl.col("target") * pl.col("days_left") * (100 + pl.col("slack_percent"))
    nearly_over = pl.col("days_left") <= pl.col("approval_lead_days")
    return (
        pl.when((open_ & (pl.col("due_on") < day)).fill_null(value=False))
        .then(pl.lit("due-passed"))
        .when(pl.col("late_count") > 0)
        .then(pl.lit("benefit-overdue"))
        .when((open_ & (needed > allowed)).fill_null(value=False))
        .then(pl.lit("pace"))
        .when((open_ & nearly_over & (pl.col("approved_quantity") < pl.col("target"))).fill_null(value=False))
        .then(pl.lit("approvals"))
    )


def _status(*, day: pl.Expr) -> pl.Expr:
    return (
        pl.when("is_late")
        .then(pl.lit("late"))
        .when("is_at_risk")
        .then(pl.lit("at_risk"))
        .when(pl.col("target").is_null())
        .then(pl.lit("no_target"))
        .when(pl.col("missing_quantity") == 0)
        .then(pl.lit("reached"))
        .when(pl.col("starts_on") > day)
        .then(pl.lit("not_begun"))
        .otherwise(pl.lit("on_course"))
    )
