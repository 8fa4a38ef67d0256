"""
Who is looked at together: people who share a block, each pair once, as rows of their lists.

This join is the least that any search for duplicates costs; bench/duplicates.py measures against it.
"""

from __future__ import annotations

import polars as pl

PAIRS = pl.Schema({"left": pl.UInt32, "right": pl.UInt32})
_HALF = 32


def candidates(*, left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """
    Pair the rows of `left` with the rows of `right` that share a block.

    left, right : blocks
    returns     : left, right [index], each pair once, in no order
    """
    met = _by_block(left, "left").join(_by_block(right, "right"), on="blocks")
    packed = met.select(pair=pl.col("left").cast(pl.UInt64) * 2**_HALF + pl.col("right")).unique()
    return packed.select(
        left=(pl.col("pair") // 2**_HALF).cast(pl.UInt32), right=(pl.col("pair") % 2**_HALF).cast(pl.UInt32)
    )


def _by_block(people: pl.DataFrame, side: str) -> pl.DataFrame:
    return people.lazy().select("blocks").with_row_index(side).explode("blocks").drop_nulls().collect()
