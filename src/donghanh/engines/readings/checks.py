"""
Which bills somebody must look at before they go out, each with the rule that says so and its numbers.

A jump (from 1.3 times the month before, day by day) is always checked: here first, by comparison with what
like customers did, so that a hot July holds nobody; what that does not clear is held. Numbers
are compared with medians, in thousandths; one wild neighbour does not move them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from donghanh.engines.readings.findings import FINDINGS, found
from donghanh.engines.readings.likeness import with_likeness
from donghanh.engines.readings.periods import due
from donghanh.engines.readings.repeats import estimated_again, same_again
from donghanh.engines.readings.terms import Terms
from donghanh.kernel.tables import Column, Table

CHECKED = Table(
    "checked",
    (
        Column("point", "", pl.Int64, "number of the metering point", is_key=True),
        Column("is_due", "", pl.Boolean, "must be billed in the month"),
        Column("is_read", "", pl.Boolean, "has a reading that ends a bill"),
    ),
)


def check(
    *, periods: pl.DataFrame, traits: pl.DataFrame, month: date, terms: Terms
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """
    Check every point that is due in the month.

    periods : PERIODS, of the month and of those before it
    traits  : TRAITS, of the points in question
    month   : first day
    returns : CHECKED, a row for each point with a contract in the month; FINDINGS by point, then in the
              order of the rules
    """
    points = due(traits=traits, month=month)
    read = periods.filter(pl.col("month") == month).select("point", is_read=pl.lit(value=True))
    standing = points.join(read, on="point", how="left").with_columns(
        pl.col("is_read").fill_null(value=False)
    )
    standing = standing.with_columns(pl.col("is_due") | pl.col("is_read"))
    asked = standing.filter("is_due").select("point")
    parts = _parts(periods.join(asked, on="point", how="semi"), traits, month, terms)
    missing = standing.filter(pl.col("is_due") & ~pl.col("is_read")).with_columns(kwh=pl.lit(None, pl.Int64))
    parts["missing"] = found(missing, month=month, rule="missing", facts={})
    return CHECKED.require(standing.select(CHECKED.schema.names())), _told(parts, terms)


def _parts(periods: pl.DataFrame, traits: pl.DataFrame, month: date, terms: Terms) -> dict[str, pl.DataFrame]:
    now = periods.filter(pl.col("month") == month)
    rolled, back = now.filter(pl.col("is_rolled_over")), now.filter(pl.col("is_negative"))
    return {
        "negative": found(back, month=month, rule="negative", facts={"read_on": "read_on"}),
        "roll-over": found(rolled, month=month, rule="roll-over", facts={"kwh": "kwh"}),
        "estimated-again": estimated_again(periods=periods, month=month, count=terms.estimated_count),
        "sameness": same_again(
            periods=periods, month=month, count=terms.same_months, least_kwh=terms.same_least_kwh
        ),
        **_compared(periods, traits, month, terms),
    }


def _compared(
    periods: pl.DataFrame, traits: pl.DataFrame, month: date, terms: Terms
) -> dict[str, pl.DataFrame]:
    likened = with_likeness(periods=periods, traits=traits, month=month, terms=terms)
    # Both periods in thousandths of a day's energy, so that 33 days are no jump over 29.
    jumps = (pl.col("daily") * 100 >= pl.col("before_daily") * terms.jump_percent) & (
        pl.col("before_daily") > 0
    )
    rise = pl.col("kwh") - pl.col("expected_kwh")
    is_large = rise >= terms.jump_least_kwh
    is_unlike = pl.col("is_unlike").fill_null(value=True)
    held = jumps & is_large & is_unlike & (pl.col("kwh") > pl.col("expected_kwh"))
    other = pl.col("is_unlike") & ~held & (rise.abs() >= terms.like_least_kwh)
    facts = {
        name: name for name in ("kwh", "before_kwh", "expected_kwh", "like_count", "change", "like_change")
    }
    return {
        "jump": found(likened.filter(held), month=month, rule="jump", facts=facts),
        "jump-cleared": found(likened.filter(jumps & ~held), month=month, rule="jump-cleared", facts=facts),
        "unlike-households": found(
            likened.filter(other.fill_null(value=False)), month=month, rule="unlike-households", facts=facts
        ),
    }


def _told(parts: Mapping[str, pl.DataFrame], terms: Terms) -> pl.DataFrame:
    order = {rule: place for place, rule in enumerate(terms.rules)}
    frames = [
        part.with_columns(
            severity=pl.lit(terms.rules[rule].severity),
            is_releasable=pl.lit(terms.rules[rule].is_releasable),
            place=pl.lit(order[rule], pl.Int32),
        )
        for rule, part in parts.items()
        if rule in terms.rules
    ]
    whole = pl.concat([FINDINGS.empty().with_columns(place=pl.lit(0, pl.Int32)), *(
        frame.select(*FINDINGS.schema.names(), "place") for frame in frames
    )])  # fmt: skip
    return FINDINGS.require(whole.sort("point", "place").drop("place"))
