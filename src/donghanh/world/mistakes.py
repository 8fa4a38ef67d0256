"""
Mistakes of readings, planted on purpose: one sort each, with the truth about which.

An index too high by a digit, digits that changed places, a register said to have gone back, one that stands
still in its energy, readings estimated again and again. What the next reading shows is right again.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

SORTS = ("too-high", "too-low", "went-back", "same-again", "estimated-again", "not-read")
MISTAKEN_MONTHS = (date(2021, 8, 1), date(2021, 9, 1), date(2021, 10, 1), date(2021, 11, 1))
TRUTH = {"serial": pl.String, "register": pl.String, "month": pl.Date, "sort": pl.String}


def plant_mistakes(
    *, rolls: np.random.Generator, readings: pl.DataFrame, share: float
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """
    Spoil a share of the readings of the last months.

    readings : serial, register, month, read_on, index, kind, steps, in order of time for each register
    share    : of the readings of the mistaken months, over all sorts
    returns  : readings in the same columns, some of them wrong; truth: serial, register, month, sort
    """
    chosen = _chosen(rolls, readings, share)
    marked = readings.join(chosen, on=["serial", "register", "month"], how="left", maintain_order="left")
    steps = pl.col("steps")
    spoiled = marked.with_columns(
        index=pl.when(pl.col("sort") == "too-high").then(pl.col("index") + steps * pl.col("times"))
        .when(pl.col("sort") == "too-low").then(pl.col("index") - steps * 8 // 10)
        .when(pl.col("sort") == "went-back").then(pl.col("index") - steps - pl.col("back"))
        .otherwise(pl.col("index")),
    )  # fmt: skip
    kept = _still(_estimated(spoiled, chosen), chosen)
    return kept.filter(pl.col("sort").is_null() | (pl.col("sort") != "not-read")), chosen.select(list(TRUTH))


def _chosen(rolls: np.random.Generator, readings: pl.DataFrame, share: float) -> pl.DataFrame:
    """One reading a register at most, of those with enough energy to be told from noise."""
    first = pl.col("month").rank("ordinal").over("serial", "register")
    able = readings.with_columns(place=first).filter(
        pl.col("month").is_in(list(MISTAKEN_MONTHS)) & (pl.col("steps") >= 60) & (pl.col("place") >= 4)
        & (pl.col("kind") == "periodic") & (pl.col("index") > pl.col("steps") * 2 + 500)
        & (pl.col("register") == "all")
    )  # fmt: skip
    is_chosen = rolls.random(able.height) < share
    picked = able.filter(pl.Series(is_chosen)).unique("serial", keep="first", maintain_order=True)
    count = picked.height
    return picked.select("serial", "register", "month").with_columns(
        sort=pl.Series(
            [SORTS[at] for at in rolls.permutation(np.arange(count) % len(SORTS))], dtype=pl.String
        ),
        times=pl.Series(rolls.integers(2, 10, size=count)),
        back=pl.Series(rolls.integers(20, 400, size=count)),
    )


def _estimated(readings: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    """The month and the two before it were estimated, not read."""
    of = chosen.filter(pl.col("sort") == "estimated-again").select("serial", "register", end="month")
    joined = readings.join(of, on=["serial", "register"], how="left", maintain_order="left")
    since = pl.col("end").dt.offset_by("-2mo")
    is_one = (pl.col("month") <= pl.col("end")) & (pl.col("month") >= since)
    return joined.with_columns(
        kind=pl.when(is_one.fill_null(value=False)).then(pl.lit("estimated")).otherwise(pl.col("kind"))
    ).drop("end")


def _still(readings: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    """The month and the two before it have the energy of the third before, to the kWh."""
    of = chosen.filter(pl.col("sort") == "same-again").select("serial", "register", end="month")
    joined = readings.join(of, on=["serial", "register"], how="left", maintain_order="left")
    back = (pl.col("end").dt.year() * 12 + pl.col("end").dt.month()) - (
        pl.col("month").dt.year() * 12 + pl.col("month").dt.month()
    )
    first = pl.when(back == 2).then(pl.col("steps")).max().over("serial", "register")
    base = pl.when(back == 2).then(pl.col("index")).max().over("serial", "register")
    moved = base + first * (2 - back)
    return joined.with_columns(
        index=pl.when(back.is_in([0, 1]).fill_null(value=False)).then(moved).otherwise(pl.col("index"))
    ).drop("end")
