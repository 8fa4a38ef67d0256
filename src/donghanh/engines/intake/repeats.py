"""Says which rows of a file name the same customer (or the same customer and month) as an earlier row."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from donghanh.engines.intake.findings import errors


def repeated_rows(*, keys: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """
    Find the rows whose key stood in an earlier row.

    keys    : row, and the columns of `by`, for all rows of the file
    returns : findings `row-repeated`; `expected` names the first row with the same key

    >>> keys = pl.DataFrame({"row": [2, 3, 4], "code": ["A", "B", "A"]})
    >>> repeated_rows(keys=keys, by=["code"])["row"].to_list()
    [4]
    """
    first = keys.with_columns(first=pl.col("row").min().over(by)).filter(pl.col("row") != pl.col("first"))
    judged = first.with_columns(problem=pl.lit("row-repeated"))
    return errors(
        cells=judged,
        field="code",
        problem="problem",
        found="code",
        expected=pl.concat_str(pl.lit("once; first in row "), pl.col("first")),
    ).sort("row")
