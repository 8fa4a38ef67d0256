"""Findings of many rows as columns: errors one a cell, notes one a column with its count."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from donghanh.kernel.tables import Column, Table

FOUND_LENGTH = 80

FINDINGS = Table(
    "intake_findings",
    (
        Column(
            "severity", "", pl.String, "an error keeps its row out; a note does not", words=("error", "note")
        ),
        Column("rule", "", pl.String, "stable name of the rule"),
        Column("row", "", pl.Int64, "row of the file; of a note the first one", is_nullable=True),
        Column("field", "", pl.String, "field that the column was mapped to", is_nullable=True),
        Column("found", "", pl.String, "what stands there, at most 80 letters", is_nullable=True),
        Column("expected", "", pl.String, "what was expected", is_nullable=True),
        Column("count", "", pl.Int64, "1; of a note the number of its rows"),
    ),
)


def errors(
    *,
    cells: pl.DataFrame,
    field: str,
    problem: str,
    found: str,
    expected: pl.Expr | None = None,
) -> pl.DataFrame:
    """
    Lay out one error for every row whose `problem` column names a rule.

    cells    : row, and the columns that the next two name
    problem  : column with a rule name, or null where nothing is wrong
    found    : column with the text as it stands in the file
    expected : expression over `cells` for what was expected
    """
    return cells.filter(pl.col(problem).is_not_null()).select(
        severity=pl.lit("error"),
        rule=pl.col(problem),
        row=pl.col("row"),
        field=pl.lit(field),
        found=pl.col(found).cast(pl.String).str.head(FOUND_LENGTH),
        expected=(expected if expected is not None else pl.lit(None)).cast(pl.String),
        count=pl.lit(1, pl.Int64),
    )


def notes(*, cells: pl.DataFrame, field: str, note: str, found: str) -> pl.DataFrame:
    """Lay out one note a rule for the rows whose `note` column names it: the first row, and how many."""
    return (
        cells.filter(pl.col(note).is_not_null())
        .group_by(pl.col(note).alias("rule"), maintain_order=True)
        .agg(row=pl.col("row").first(), found=pl.col(found).first().cast(pl.String), count=pl.len())
        .select(
            severity=pl.lit("note"),
            rule="rule",
            row="row",
            field=pl.lit(field),
            found=pl.col("found").str.head(FOUND_LENGTH),
            expected=pl.lit(None, pl.String),
            count=pl.col("count").cast(pl.Int64),
        )
    )


def together(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Put findings one under the other, in the order of their rows."""
    return pl.concat([FINDINGS.empty(), *parts]).sort("row", "field", maintain_order=True, nulls_last=False)
