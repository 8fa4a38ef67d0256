"""
What inspections and findings come to as of a day: each unit by month, items that fail most, what comes again.

For the page of figures. What was finished, found or moved after the day is unknown to it: a finding counts in
the state that its moves up to that day gave it. Items are ordered by the lower end of Wilson's interval of
their failing share, so that one failure in one look does not stand above thirty in forty.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from donghanh.kernel.intervals import Interval, wilson_interval

WHOLE = 10_000
OVER = ("rechecked", "withdrawn")


@dataclass(frozen=True, slots=True)
class ConductMonth:
    """
    A unit in a month.

    inspected       : finished in the month [count]; share_bp of their points [basis points], None without any
    findings        : raised in the month and not withdrawn; of them open, and late, on the day [count]
    """

    unit: str
    month: str
    inspected: int
    share_bp: int | None
    findings: int
    open_findings: int
    late: int


@dataclass(frozen=True, slots=True)
class FailingItem:
    """One item of a checklist: how often it applied, how often it was not met, and that share's interval."""

    checklist: str
    item: str
    applied: int
    failed: int
    share: Interval


@dataclass(frozen=True, slots=True)
class RepeatedFinding:
    """A shortcoming found in a unit more than once and not withdrawn."""

    unit: str
    item: str
    times: int
    last: str


def months_of_units(*, inspections: pl.DataFrame, findings: pl.DataFrame) -> tuple[ConductMonth, ...]:
    """
    Each unit in each month in which something was finished or found; by unit, month.

    inspections : unit [code], month [2021-12], points, possible [points]
    findings    : unit, month, state [of FINDING, as of the day], is_late [yes/no]

    >>> done = pl.DataFrame(
    ...     {"unit": ["A", "A"], "month": ["2021-12"] * 2, "points": [9, 10], "possible": [10, 10]}
    ... )
    >>> none = pl.DataFrame(
    ...     schema={"unit": pl.String, "month": pl.String, "state": pl.String, "is_late": pl.Boolean}
    ... )
    >>> months_of_units(inspections=done, findings=none)[0].share_bp
    9500
    """
    keys = ["unit", "month"]
    done = inspections.group_by(keys).agg(
        pl.len().cast(pl.Int64).alias("inspected"), pl.col("points").sum(), pl.col("possible").sum()
    )
    is_open = ~pl.col("state").is_in(OVER)
    found = findings.group_by(keys).agg(
        (pl.col("state") != "withdrawn").sum().cast(pl.Int64).alias("findings"),
        is_open.sum().cast(pl.Int64).alias("open"),
        (is_open & pl.col("is_late")).sum().cast(pl.Int64).alias("late"),
    )
    both = done.join(found, on=keys, how="full", coalesce=True).fill_null(0).sort(keys)
    return tuple(
        ConductMonth(
            row["unit"], row["month"], row["inspected"], _share(row["points"], row["possible"]),
            row["findings"], row["open"], row["late"],
        )
        for row in both.iter_rows(named=True)
    )  # fmt: skip


def items_failing(*, answers: pl.DataFrame) -> tuple[FailingItem, ...]:
    """
    The items that applied, those that surely fail most first.

    answers : checklist [code], item [code], answer [of ANSWERS], one row an inspection and item
    """
    counted = (
        answers.filter(pl.col("answer") != "not_applicable")
        .group_by("checklist", "item")
        .agg(
            applied=pl.len().cast(pl.Int64),
            failed=(pl.col("answer") == "not_met").sum().cast(pl.Int64),
        )
    )
    lines = (
        FailingItem(
            row["checklist"], row["item"], row["applied"], row["failed"],
            wilson_interval(share=Fraction(row["failed"], row["applied"]), count=Fraction(row["applied"])),
        )
        for row in counted.iter_rows(named=True)
    )  # fmt: skip
    return tuple(
        sorted(lines, key=lambda one: (-one.share.low_bp, -one.share.share_bp, one.checklist, one.item))
    )


def repeated(*, findings: pl.DataFrame) -> tuple[RepeatedFinding, ...]:
    """
    What was found in a unit more than once, the most often first.

    findings : unit, item, state, day [ISO] on which it was raised; one row a finding
    """
    counted = (
        findings.filter(pl.col("state") != "withdrawn")
        .group_by("unit", "item")
        .agg(pl.len().cast(pl.Int64).alias("times"), pl.col("day").max().alias("last"))
        .filter(pl.col("times") > 1)
        .sort(["times", "unit", "item"], descending=[True, False, False])
    )
    return tuple(RepeatedFinding(*row) for row in counted.rows())


def _share(points: int, possible: int) -> int | None:
    return (2 * points * WHOLE + possible) // (2 * possible) if possible else None
