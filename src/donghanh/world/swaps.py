"""Meters that were taken off and replaced inside a month: a closing index, and a new one from zero."""

from __future__ import annotations

from datetime import date

import polars as pl

SWAP_MONTH = date(2021, 10, 1)
SWAP_ON = date(2021, 10, 3)
LAST_ON = date(2021, 10, 2)


def swap_meters(*, meters: pl.DataFrame, readings: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """
    Swap the meters marked `swapped` on SWAP_ON; a third of that month's energy went through the old one.

    meters, readings : as `world.readings` deals them, a row a register, and a row a reading
    returns          : the two with the new meters, and a reading of kind swap for each register taken off
    """
    after = readings.filter(pl.col("swapped") & (pl.col("month") >= SWAP_MONTH))
    first = after.filter(pl.col("month") == SWAP_MONTH).select(
        "serial", "register", closing=pl.col("index") - pl.col("steps") + pl.col("steps") // 3
    )
    # The closing index must be the register's own: no meter at the end of its digits is swapped here.
    whole = first.filter((pl.col("closing") >= 0).all().over("serial"))
    taken = readings.join(whole, on=["serial", "register"], how="left", maintain_order="left")
    is_after = pl.col("closing").is_not_null() & (pl.col("month") >= SWAP_MONTH)
    closing = taken.filter(is_after & (pl.col("month") == SWAP_MONTH)).with_columns(
        index="closing", read_on=pl.lit(LAST_ON), kind=pl.lit("swap")
    )
    moved = taken.with_columns(
        index=pl.when(is_after).then(pl.col("index") - pl.col("closing")).otherwise(pl.col("index")),
        serial=pl.when(is_after).then(pl.format("22{}", pl.col("serial").str.slice(2))).otherwise("serial"),
    )
    return _hung(meters, whole), pl.concat([moved, closing]).drop("closing")


def _hung(meters: pl.DataFrame, whole: pl.DataFrame) -> pl.DataFrame:
    is_swapped = pl.col("closing").is_not_null()
    both = meters.join(whole, on=["serial", "register"], how="left", maintain_order="left")
    old = both.with_columns(until_on=pl.when(is_swapped).then(pl.lit(SWAP_ON)).otherwise("until_on"))
    new = both.filter(is_swapped).with_columns(
        serial=pl.format("22{}", pl.col("serial").str.slice(2)), from_on=pl.lit(SWAP_ON),
        opening_index=pl.lit(0, pl.Int64),
    )  # fmt: skip
    return pl.concat([old, new]).drop("closing")
