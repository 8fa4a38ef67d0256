"""
What the ratings after contacts allow to say: how many answered, how many were satisfied, how sure that is.

For results per unit and per person. Each kind of contact (a request, a call, a counter, a field visit, a
partner) has the weight of its invitations: who answers more willingly does not count for more. The interval
is Wilson's at 95 % with the number of answers that the weights leave (L. Kish, Survey Sampling, 1965: the
square of the summed weights over the sum of their squares); kinds without an answer say nothing, and
`covered_bp` tells how many of the invitations the rest stands for. Shares are exact fractions until they are
told in whole hundredths of a percent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import polars as pl

from donghanh.kernel.intervals import WHOLE, Interval, wilson_interval

METHOD = "wilson-95-kish"
CONTACT_KINDS = ("request", "call", "counter", "field_visit", "partner")
COLUMNS = ("unit", "contact_kind", "stars")


@dataclass(frozen=True, slots=True)
class KindLine:
    """
    One kind of contact within a standing.

    invited, answered, satisfied : [count]
    weight_bp : its part of the invitations of kinds that answered [basis points]; 0 without an answer
    """

    kind: str
    invited: int
    answered: int
    satisfied: int
    weight_bp: int


@dataclass(frozen=True, slots=True)
class Standing:
    """
    Counts, response and the weighted share of satisfied with its interval.

    response_bp  : answered of invited [basis points]; None when nobody was invited
    satisfaction : None when there are fewer answers than may be told of
    covered_bp   : how much of the invitations lies in kinds that answered; None when nobody was invited
    method       : name of the interval's method
    """

    invited: int
    answered: int
    response_bp: int | None
    satisfaction: Interval | None
    covered_bp: int | None
    is_too_few: bool
    kinds: tuple[KindLine, ...]
    method: str = METHOD


def ratings_standing(*, ratings: pl.DataFrame, satisfied_from: int, least_answers: int) -> Standing:
    """
    Say what some invitations together allow to say.

    ratings        : contact_kind [word], stars [1 to 5, null while nobody answered], one row an invitation
    satisfied_from : the least number of stars of who is satisfied
    least_answers  : below so many answers the share is not told [count, from 1]

    >>> said = pl.DataFrame({"contact_kind": ["call"] * 4, "stars": [5, 5, 4, None]})
    >>> found = ratings_standing(ratings=said, satisfied_from=4, least_answers=3)
    >>> found.response_bp, found.satisfaction
    (7500, Interval(share_bp=10000, low_bp=4385, high_bp=10000))
    """
    rows = _counted(ratings, satisfied_from)
    told = [row for row in rows if row[2] > 0]
    invited, answered = sum(row[1] for row in rows), sum(row[2] for row in rows)
    whole = sum(row[1] for row in told)
    is_too_few = answered < max(1, least_answers)
    return Standing(
        invited=invited,
        answered=answered,
        response_bp=_basis_points(answered, invited),
        satisfaction=None if is_too_few else _weighted(told, whole),
        covered_bp=_basis_points(whole, invited),
        is_too_few=is_too_few,
        kinds=tuple(
            KindLine(kind, count, said, good, (_basis_points(count, whole) or 0) if said else 0)
            for kind, count, said, good in rows
        ),
    )


def standings_by_unit(
    *, ratings: pl.DataFrame, satisfied_from: int, least_answers: int
) -> dict[str, Standing]:
    """The standing of each unit that invited somebody; `ratings` has unit [code] beside the others."""
    return {
        str(unit): ratings_standing(ratings=part, satisfied_from=satisfied_from, least_answers=least_answers)
        for (unit,), part in ratings.partition_by("unit", as_dict=True).items()
    }


def told_total(*, ratings: pl.DataFrame, by: str, satisfied_from: int, least_answers: int) -> Standing:
    """
    What all lines together allow to say, without telling what a line keeps back.

    Who subtracts the lines that are told from a total would have the rest: so the satisfaction is of all only
    where that rest is nothing, or two lines or more with enough answers together; else of the told lines.

    ratings : as `ratings_standing` takes them, and the column `by` [unit, staff] that makes the lines
    """
    asked = {"satisfied_from": satisfied_from, "least_answers": least_answers}
    whole = ratings_standing(ratings=ratings, **asked)
    parts = ratings.partition_by(by)
    answers = [int(part["stars"].count()) for part in parts]
    hidden = [count for count in answers if 0 < count < least_answers]
    if not hidden or (len(hidden) > 1 and sum(hidden) >= least_answers):
        return whole
    told = [part for part, count in zip(parts, answers, strict=True) if count >= least_answers]
    of_told = ratings_standing(ratings=pl.concat(told or [ratings.clear()]), **asked)
    return replace(
        whole, satisfaction=of_told.satisfaction, covered_bp=of_told.covered_bp,
        is_too_few=of_told.is_too_few, kinds=of_told.kinds,
    )  # fmt: skip


def _counted(ratings: pl.DataFrame, satisfied_from: int) -> list[tuple[str, int, int, int]]:
    stars = pl.col("stars")
    rows = ratings.group_by("contact_kind").agg(
        invited=pl.len().cast(pl.Int64),
        answered=stars.is_not_null().sum().cast(pl.Int64),
        satisfied=(stars >= satisfied_from).fill_null(value=False).sum().cast(pl.Int64),
    )
    return sorted(rows.rows(), key=lambda row: CONTACT_KINDS.index(row[0]))


def _weighted(told: list[tuple[str, int, int, int]], whole: int) -> Interval:
    """The share over kinds that answered, each by its invitations."""
    share = sum((Fraction(count * good, said) for _, count, said, good in told), Fraction()) / whole
    spread = sum((Fraction(count * count, said) for _, count, said, _ in told), Fraction())
    return wilson_interval(share=share, count=Fraction(whole * whole) / spread)


def _basis_points(part: int, whole: int) -> int | None:
    """Round to the nearest; None of nothing."""
    return None if not whole else (2 * part * WHOLE + whole) // (2 * whole)
