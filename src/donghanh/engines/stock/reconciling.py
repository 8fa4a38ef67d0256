"""
Reported = confirmed = moved: a campaign's number on the board against receipts and the stock's hand-overs.

For the page on which a director sees that a reported gift is a gift that left a warehouse. What was handed
over and waits for its receipt is a difference with an explanation; every other one is named as a fault.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

AWAITING = "awaiting-receipt"
CONFIRMED_STATES = ("received", "feedback")
HANDED_STATES = ("delivered", *CONFIRMED_STATES)


@dataclass(frozen=True)
class Reconciled:
    """
    The three numbers, what waits for its receipt, and the rows that differ.

    differences : subject, rule, state, promised, moved; rules `awaiting-receipt`, `receipt-without-movement`,
                  `movement-without-receipt`, `quantity-differs`
    """

    reported: int
    confirmed: int
    handed_over: int
    awaiting: int
    differences: pl.DataFrame

    @property
    def holds(self) -> bool:
        """Whether reported = confirmed = handed over less what waits, and no row is at fault."""
        faults = self.differences.filter(pl.col("rule") != AWAITING).height
        return not faults and self.reported == self.confirmed == self.handed_over - self.awaiting


def reconcile(*, promises: pl.DataFrame, moved: pl.DataFrame, reported: int) -> Reconciled:
    """
    Compare the promises of one activity with what the stock handed over.

    promises : subject, state, quantity [unit of measure]; one row a promise
    moved    : subject, quantity [net of returns]; one row a subject
    reported : the board's number of received [unit of measure]

    >>> promises = pl.DataFrame({"subject": ["b:1"], "state": ["received"], "quantity": [1]})
    >>> reconcile(
    ...     promises=promises, moved=pl.DataFrame({"subject": ["b:1"], "quantity": [1]}), reported=1
    ... ).holds
    True
    """
    both = _joined(promises, moved)
    confirmed = both.filter(pl.col("state").is_in(CONFIRMED_STATES))["promised"].sum()
    waiting = both.filter(pl.col("state") == "delivered")["moved"].sum()
    return Reconciled(
        reported=reported,
        confirmed=int(confirmed),
        handed_over=int(both["moved"].sum()),
        awaiting=int(waiting),
        differences=_differences(both),
    )


def _joined(promises: pl.DataFrame, moved: pl.DataFrame) -> pl.DataFrame:
    said = promises.rename({"quantity": "promised"})
    both = said.join(moved.rename({"quantity": "moved"}), on="subject", how="full", coalesce=True)
    return both.with_columns(pl.col("promised", "moved").fill_null(0), pl.col("state").fill_null(""))


def _differences(both: pl.DataFrame) -> pl.DataFrame:
    is_handed = pl.col("state").is_in(HANDED_STATES)
    rule = (
        pl.when(is_handed & (pl.col("moved") == 0))
        .then(pl.lit("receipt-without-movement"))
        .when(~is_handed & (pl.col("moved") != 0))
        .then(pl.lit("movement-without-receipt"))
        .when(is_handed & (pl.col("moved") != pl.col("promised")))
        .then(pl.lit("quantity-differs"))
        .when(pl.col("state") == "delivered")
        .then(pl.lit(AWAITING))
        .otherwise(pl.lit(""))
    )
    named = both.with_columns(rule=rule).filter(pl.col("rule") != "")
    return named.select("subject", "rule", "state", "promised", "moved").sort("subject")
