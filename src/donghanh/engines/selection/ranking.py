"""
Exemplary enterprises: ranked by a stated score, with places a unit.

For the free cleaning of the substations of exemplary enterprises (activity M14). A score is the sum of
components; each turns one known fact (energy, years of contract, saving, payment on time) into whole
points by bands that the programme states. A fact that is not known gives no points, and that is said:
nobody is left out for it, and nobody is guessed. What an enterprise must have (a substation of its own)
is asked apart: not having it bars, not knowing it leaves the verdict open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

import polars as pl

from donghanh.engines.selection.cuts import Cut
from donghanh.engines.selection.giving import PLACE_REASONS, give_places
from donghanh.engines.selection.places import Key
from donghanh.engines.selection.reasons import Reason, bits_of, mark, mark_rows
from donghanh.engines.selection.selections import Selection, selection_of
from donghanh.engines.selection.standing import (
    STANDING_REASONS,
    Standing,
    given_standing,
    listed_rows,
    standing_conditions,
)

ORDER = (Key("score_points", is_descending=True), Key("contract_from"), Key("code"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """
    One part of the score.

    name   : of the reason and of the column of points, "energy" -> points_energy
    column : the fact, a whole number with its unit in the name, null where it is not known
    bands  : (from this value on, points), ascending; below the first band there are no points
    """

    name: str
    column: str
    bands: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingRule:
    """
    components     : what the score is the sum of
    quotas         : unit -> places; a unit that is not named has none
    standing       : who may be chosen at all
    must_have      : columns of yes, no or null; no bars, null leaves open
    minimum_points : a lower score bars
    """

    components: tuple[Component, ...]
    quotas: Mapping[str, int]
    standing: Standing
    must_have: tuple[str, ...] = ()
    minimum_points: int = 0


def rank_by_score(
    *,
    candidates: pl.DataFrame,
    rule: RankingRule,
    as_of: date,
    served: pl.DataFrame | None = None,
    exclusions: pl.DataFrame | None = None,
    cuts: Mapping[str, Cut] | None = None,
) -> Selection:
    """
    Score the candidates and give each unit's places to the highest.

    Ties: more points first, then the earlier contract, then the code.

    candidates : code, unit_code, kind, contract_from [day], contract_until [day, null: runs], the column of
                 each component and of each thing that an enterprise must have
    served     : code, activity
    exclusions : code, because
    cuts       : of an earlier ranking, to judge a few candidates alone
    raises     : TooManyReasons, when two components have one name
    returns    : verdicts with score_points [points] as measure, points_<component> [points, null: unknown]
                 and the facts behind them as columns; rank within the unit
    """
    reasons = ranking_reasons(rule)
    scored = candidates.with_columns(*[_points(part) for part in rule.components]).with_columns(
        score_points=reduce(add, [pl.col(f"points_{part.name}").fill_null(0) for part in rule.components])
    )
    bits = mark(frame=scored, conditions=_conditions(scored, rule, as_of), reasons=reasons)
    rows, listed = listed_rows(
        codes=scored["code"], standing=rule.standing, served=served, exclusions=exclusions
    )
    bits = mark_rows(bits=bits, rows=rows, reasons=reasons)
    given = give_places(
        bits=bits,
        columns=scored,
        reasons=reasons,
        order=ORDER,
        quotas=rule.quotas,
        cuts=cuts,
        group_by="unit_code",
    )
    return selection_of(
        columns=scored.select(_columns(rule)),
        bits=given.bits,
        rank=given.rank,
        measure="score_points",
        reasons=reasons,
        given={"as_of": as_of, "minimum_points": rule.minimum_points, **given_standing(rule.standing)},
        details=listed | given.details,
        cuts=given.cuts,
    )


def ranking_reasons(rule: RankingRule) -> tuple[Reason, ...]:
    """
    List the reasons of this rule: a component and a thing to have bring their own.

    raises : TooManyReasons, also when two of them have one name
    """
    points = [f"points_{part.name}" for part in rule.components]
    facts = [part.column for part in rule.components]
    least = ("score_points", "minimum_points")
    reasons = (
        *STANDING_REASONS,
        *[Reason(f"without_{thing}", "bars", "The rule asks for it.") for thing in rule.must_have],
        *[Reason(f"{thing}_unknown", "leaves_open", "The rule asks for it.") for thing in rule.must_have],
        Reason("below_minimum_points", "bars", "The score is below the least.", least),
        Reason("scored", "notes", "The score and its parts.", ("score_points", *points, *facts)),
        *[Reason(f"no_points_for_{part.name}", "notes", "Not known: no points.") for part in rule.components],
        *PLACE_REASONS,
    )
    bits_of(reasons)
    return reasons


def _points(part: Component) -> pl.Expr:
    """Read the points off the bands, from the highest down."""
    value = pl.col(part.column)
    points = pl.when(value.is_null()).then(pl.lit(None, dtype=pl.Int64))
    for start, worth in sorted(part.bands, reverse=True):
        points = points.when(value >= start).then(pl.lit(worth, dtype=pl.Int64))  # type: ignore[assignment]
    return points.otherwise(pl.lit(0, dtype=pl.Int64)).alias(f"points_{part.name}")


def _conditions(scored: pl.DataFrame, rule: RankingRule, as_of: date) -> dict[str, pl.Expr]:
    return {
        **standing_conditions(customers=scored, standing=rule.standing, as_of=as_of),
        **{f"without_{thing}": ~pl.col(thing) for thing in rule.must_have},
        **{f"{thing}_unknown": pl.col(thing).is_null() for thing in rule.must_have},
        "below_minimum_points": pl.col("score_points") < rule.minimum_points,
        "scored": pl.lit(value=True),
        **{f"no_points_for_{part.name}": pl.col(part.column).is_null() for part in rule.components},
    }


def _columns(rule: RankingRule) -> list[str]:
    parts = [name for part in rule.components for name in (f"points_{part.name}", part.column)]
    always = ["code", "unit_code", "kind", "contract_from", "contract_until", "score_points"]
    return list(dict.fromkeys([*always, *parts, *rule.must_have]))
