"""
What the answers of a round say of everything that was delivered, stratum by stratum.

For results, the report and its page. A stratum's answers speak for all that was delivered in it, so strata
are weighted by what they delivered. The interval is Wilson's with the number of answers that the weights
leave (L. Kish, Survey Sampling, 1965: the square of the summed weights over the sum of their squares); that
few are left in a small stratum is not used to narrow it, so it is rather too wide. Strata without an answer
say nothing: `covered_bp` tells how much of what was delivered the rest stands for. Fractions are exact;
answers are whole basis points.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from donghanh.kernel.intervals import WHOLE, Interval, wilson_interval

STRATUM = ["activity", "unit"]
COUNTS = ("delivered", "sampled", "asked", "answered", "satisfied", "not_received")


@dataclass(frozen=True, slots=True)
class Estimate:
    """
    Counts, the response rate and the share of satisfied with its interval.

    delivered, sampled, asked, answered, satisfied, not_received : [count]
    response_bp : answered of sampled [basis points]; None when nobody was sampled
    satisfied_share : None when there are fewer answers than may be told of
    covered_bp  : how much of what was delivered lies in strata that answered; None when nothing was delivered
    is_too_few  : fewer answers than the least that may be told of
    """

    delivered: int
    sampled: int
    asked: int
    answered: int
    satisfied: int
    not_received: int
    response_bp: int | None
    satisfied_share: Interval | None
    covered_bp: int | None
    is_too_few: bool


def strata_of(*, frame: pl.DataFrame, sample: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """
    Count each stratum.

    frame   : reference, activity, unit [text], one row a delivered benefit
    sample  : reference, is_asked [yes/no: somebody has tried to ask]
    answers : reference, is_satisfied [yes/no], is_not_received [yes/no]
    returns : activity, unit, then COUNTS; sorted
    """
    joined = frame.join(sample.with_columns(is_sampled=True), on="reference", how="left").join(
        answers.with_columns(is_answered=True), on="reference", how="left"
    )
    counted = {
        "sampled": "is_sampled",
        "asked": "is_asked",
        "answered": "is_answered",
        "satisfied": "is_satisfied",
        "not_received": "is_not_received",
    }
    return (
        joined.group_by(STRATUM)
        .agg(
            delivered=pl.len().cast(pl.Int64),
            **{
                name: pl.col(column).fill_null(value=False).sum().cast(pl.Int64)
                for name, column in counted.items()
            },
        )
        .sort(STRATUM)
    )


def estimate(*, strata: pl.DataFrame, least_answers: int = 1) -> Estimate:
    """
    Say what some strata together allow to say.

    strata        : of `strata_of`; all of them, those of one activity, or of one unit
    least_answers : below so many answers the share is not told [count, from 1]

    >>> one = pl.DataFrame(
    ...     {
    ...         "activity": ["x"],
    ...         "unit": ["U"],
    ...         "delivered": [50],
    ...         "sampled": [20],
    ...         "asked": [20],
    ...         "answered": [20],
    ...         "satisfied": [0],
    ...         "not_received": [0],
    ...     }
    ... )
    >>> estimate(strata=one).satisfied_share
    Interval(share_bp=0, low_bp=0, high_bp=1611)
    """
    total = {name: int(strata[name].sum()) for name in COUNTS}
    told = strata.filter(pl.col("answered") > 0)
    is_too_few = total["answered"] < max(1, least_answers)
    return Estimate(
        **total,
        response_bp=_basis_points(total["answered"], total["sampled"]),
        satisfied_share=None if is_too_few else _weighted(told),
        covered_bp=_basis_points(int(told["delivered"].sum()), total["delivered"]),
        is_too_few=is_too_few,
    )


def _weighted(told: pl.DataFrame) -> Interval:
    """The share over strata that answered, each by what was delivered in it."""
    rows = told.select("delivered", "answered", "satisfied").rows()
    whole = sum(delivered for delivered, _, _ in rows)
    share = sum((Fraction(d * satisfied, answered) for d, answered, satisfied in rows), Fraction()) / whole
    spread = sum((Fraction(d * d, answered) for d, answered, _ in rows), Fraction())
    return wilson_interval(share=share, count=Fraction(whole * whole) / spread)


def _basis_points(part: int, whole: int) -> int | None:
    """Round to the nearest; None of nothing."""
    return None if not whole else (2 * part * WHOLE + whole) // (2 * whole)
