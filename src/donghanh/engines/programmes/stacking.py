"""
Which promises of one household go together, and which not.

For whoever checks or approves a promise. A household is told by links: the same customer, or a person's
decision that two are the same. Rules stand in the campaign's template (`stacking:`): `must_not` forbids a
pair whichever came first, `must` wants the other one in the same household, `may` says that both are fine.
Who gives way is a matter of order: the row that stands later is in breach, the earlier one holds.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from donghanh.kernel.findings import Finding

HELD = {"benefit": pl.String, "household": pl.Int64, "activity": pl.String}
RULES = {"rule": pl.String, "activity": pl.String, "with": pl.String, "says": pl.String}
EXEMPT = {"benefit": pl.String, "other": pl.String}
MUST_NOT, MUST = "stacking-must-not", "stacking-must"


def households_of(*, count: int, links: pl.DataFrame) -> pl.Series:
    """
    Number the households of rows that are linked in pairs, also by way of others.

    count   : number of rows
    links   : left, right [index into the rows, from 0]
    returns : household [the smallest row of it], row for row

    >>> households_of(count=4, links=pl.DataFrame({"left": [0, 3], "right": [2, 2]})).to_list()
    [0, 1, 0, 0]
    """
    found = pl.DataFrame(
        {"row": pl.int_range(count, eager=True), "household": pl.int_range(count, eager=True)}
    )
    both = pl.concat([links.select("left", "right"), links.select(left="right", right="left")])
    both = both.cast(pl.Int64).unique()
    while True:
        told = (
            both.join(found, left_on="left", right_on="row").group_by("right").agg(pl.col("household").min())
        )
        after = found.join(
            told, left_on="row", right_on="right", how="left", suffix="_told", maintain_order="left"
        )
        after = after.select("row", household=pl.min_horizontal("household", "household_told"))
        if after["household"].equals(found["household"]):
            return found["household"]
        found = after


def judge_stacking(
    *, held: pl.DataFrame, rules: pl.DataFrame, exempt: pl.DataFrame | None = None
) -> tuple[Finding, ...]:
    """
    Judge all promises of some households together.

    held    : benefit [reference], household [number], activity [code]; those first that hold in a conflict
    rules   : rule [name], activity, with, says [may, must, must_not]
    exempt  : benefit, other: pairs that a person allowed, or declared to be two households; in either order
    returns : findings by row of `held`: `stacking-must-not` with the facts rule, activity, with_activity and
              with (the reference that stands in the way); `stacking-must` with rule, activity, with_activity

    >>> held = pl.DataFrame({"benefit": ["A", "B"], "household": [1, 1], "activity": ["gift", "gift"]})
    >>> rule = {"rule": ["one-gift"], "activity": ["gift"], "with": ["gift"], "says": ["must_not"]}
    >>> [(one.row, one.facts["with"]) for one in judge_stacking(held=held, rules=pl.DataFrame(rule))]
    [(1, 'A')]
    """
    rows = held.select(*HELD).cast(HELD).with_row_index("row")  # type: ignore[arg-type]
    told = rules.select(*RULES).cast(RULES)  # type: ignore[arg-type]
    pairs = pl.DataFrame(schema=EXEMPT) if exempt is None else exempt.select(*EXEMPT)
    broken = _forbidden(rows, told.filter(pl.col("says") == "must_not"), pairs.cast(EXEMPT))  # type: ignore[arg-type]
    missing = _missing(rows, told.filter(pl.col("says") == "must"))
    found = [*map(_told_forbidden, broken.to_dicts()), *map(_told_missing, missing.to_dicts())]
    return tuple(sorted(found, key=lambda one: (one.row, one.rule, str(one.facts.get("with", "")))))


def _forbidden(rows: pl.DataFrame, rules: pl.DataFrame, exempt: pl.DataFrame) -> pl.DataFrame:
    """Pairs of one household, the later row first, that a rule forbids either way round."""
    either = pl.concat(
        [
            rules.select("rule", one="activity", two="with"),
            rules.filter(pl.col("activity") != pl.col("with")).select("rule", one="with", two="activity"),
        ]
    )
    pairs = rows.join(rows, on="household", suffix="_with").filter(pl.col("row_with") < pl.col("row"))
    excused = pl.concat([exempt, exempt.select(benefit="other", other="benefit")]).unique()
    return pairs.join(either, left_on=["activity", "activity_with"], right_on=["one", "two"]).join(
        excused, left_on=["benefit", "benefit_with"], right_on=["benefit", "other"], how="anti"
    )


def _missing(rows: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Rows whose household lacks what they need."""
    has = rows.select("household", "activity").unique()
    needs = rows.join(rules, on="activity")
    return needs.join(has, left_on=["household", "with"], right_on=["household", "activity"], how="anti")


def _told_forbidden(pair: dict[str, Any]) -> Finding:
    facts = {"rule": pair["rule"], "activity": pair["activity"], "with_activity": pair["activity_with"]}
    return Finding(MUST_NOT, pair["row"], "activity", facts | {"with": pair["benefit_with"]})


def _told_missing(need: dict[str, Any]) -> Finding:
    facts = {"rule": need["rule"], "activity": need["activity"], "with_activity": need["with"]}
    return Finding(MUST, need["row"], "activity", facts)
