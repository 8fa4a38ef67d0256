"""
Which reports may tell of one thing: a fault that forty neighbours call in, a complaint sent twice.

For intake and for incidents; a person decides, nothing is joined here. Rules are dated data: within which
time, with which weights, from which score. Only pairs that share what may identify a place or a person
(customer, telephone, place, nearness) are looked at: that two are of one service adds to a likeness and makes
none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from donghanh.kernel.request_tables import ALIKE, LIKE_REASONS, REPORTS

KEYS = {"same_customer": "customer", "same_phone": "phone", "same_place": "place"}
CELL_PER_METRE = 10
"""[1e-6 degree] From 8 to 24 degrees north a metre is 9.0 to 9.9 of them, north and east."""
METRES = 0.111_195
"""Of a millionth of a degree of a great circle."""


@dataclass(frozen=True)
class LikenessRule:
    """
    One rule.

    groups         : of services; both reports are of them
    within_seconds : at most so far apart in time
    near_metres    : what counts as near; 0 when nearness is not looked at
    weights        : reason -> [points], words of LIKE_REASONS
    least_score    : from which score a pair is shown
    """

    code: str
    groups: frozenset[str]
    within_seconds: int
    near_metres: int
    weights: Mapping[str, int]
    least_score: int


def alike(*, reports: pl.DataFrame, others: pl.DataFrame, rules: Iterable[LikenessRule]) -> pl.DataFrame:
    """
    Find, for each report, the others that may be the same thing, likeliest first.

    reports, others : REPORTS; a report that is among the others is never compared with itself
    returns         : ALIKE, by case, then score downwards, then nearness in time; the best rule of each pair
    """
    reports, others = REPORTS.require(reports), REPORTS.require(others)
    found = [_by_rule(reports, others, rule) for rule in rules]
    if not found:
        return ALIKE.empty()
    best = pl.concat(found).sort(["case", "other", "score"], descending=[False, False, True])
    return (
        best.unique(["case", "other"], keep="first", maintain_order=True)
        .sort(["case", "score", "apart_seconds", "other"], descending=[False, True, False, False])
        .select(column.name for column in ALIKE.columns)
    )


def _by_rule(reports: pl.DataFrame, others: pl.DataFrame, rule: LikenessRule) -> pl.DataFrame:
    left, right = (frame.filter(pl.col("group").is_in(rule.groups)) for frame in (reports, others))
    pairs = _pairs(left, right, rule)
    told = pairs.join(left, on="case").join(right, left_on="other", right_on="case", suffix="_other")
    apart = (pl.col("received_at") - pl.col("received_at_other")).abs()
    metres = _metres()
    # A null (nothing known of one side) is no reason, never a likeness of two unknowns.
    holds = {reason: (pl.col(key) == pl.col(f"{key}_other")) for reason, key in KEYS.items()}
    holds |= {
        "near": metres <= rule.near_metres if rule.near_metres else pl.lit(value=False),
        "same_service": pl.col("service") == pl.col("service_other"),
    }
    scored = told.filter(apart <= timedelta(seconds=rule.within_seconds)).select(
        "case", "other",
        rule=pl.lit(rule.code),
        score=pl.sum_horizontal(_points(holds[word], rule.weights.get(word, 0)) for word in LIKE_REASONS),
        reasons=_named(holds, rule),
        apart_seconds=apart.dt.total_seconds(),
        apart_metres=metres,
    )  # fmt: skip
    return scored.filter(pl.col("score") >= rule.least_score)


def _pairs(left: pl.DataFrame, right: pl.DataFrame, rule: LikenessRule) -> pl.DataFrame:
    found = [
        left.select("case", key).drop_nulls().join(right.select(key, other="case").drop_nulls(), on=key)
        for reason, key in KEYS.items()
        if rule.weights.get(reason, 0)
    ]
    if rule.near_metres and rule.weights.get("near", 0):
        found.append(_near_pairs(left, right, (rule.near_metres + 1) * CELL_PER_METRE))
    empty = pl.DataFrame(schema={"case": pl.Int64, "other": pl.Int64})
    pairs = pl.concat([empty, *(one.select("case", "other") for one in found)]).unique()
    return pairs.filter(pl.col("case") != pl.col("other"))


def _near_pairs(left: pl.DataFrame, right: pl.DataFrame, cell: int) -> pl.DataFrame:
    """Pairs of one cell or of two that touch; what is near lies in one of these nine."""
    steps = pl.DataFrame({"step": [-1, 0, 1]}, schema={"step": pl.Int64})
    placed = _cells(left, cell).join(steps, how="cross").join(steps, how="cross", suffix="_east")
    placed = placed.with_columns(
        north=pl.col("north") + pl.col("step"), east=pl.col("east") + pl.col("step_east")
    )
    return placed.join(_cells(right, cell).rename({"case": "other"}), on=["north", "east"])


def _cells(frame: pl.DataFrame, cell: int) -> pl.DataFrame:
    known = frame.select("case", "latitude", "longitude").drop_nulls()
    return known.select("case", north=pl.col("latitude") // cell, east=pl.col("longitude") // cell)


def _metres() -> pl.Expr:
    """Distance on a plane that touches the earth at the report: exact enough for some hundred metres."""
    north = (pl.col("latitude") - pl.col("latitude_other")) * METRES
    shrunk = (pl.col("latitude") / 1_000_000).radians().cos()
    east = (pl.col("longitude") - pl.col("longitude_other")) * METRES * shrunk
    return (north**2 + east**2).sqrt().round().cast(pl.Int64)


def _points(holds: pl.Expr, weight: int) -> pl.Expr:
    return pl.when(holds.fill_null(value=False)).then(weight).otherwise(0)


def _named(holds: Mapping[str, pl.Expr], rule: LikenessRule) -> pl.Expr:
    names = [
        pl.when(holds[reason]).then(pl.lit(reason)) for reason in LIKE_REASONS if rule.weights.get(reason, 0)
    ]
    return pl.concat_list(names).list.drop_nulls()
