"""
Give each interval the register of its hour; energy in is energy out, or named as refused.

Hours are those of Vietnam's clock; the day of the week decides, and a public holiday is a day as any other.
An interval across two stretches is refused, not shared out: how its energy fell is not known.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from donghanh.kernel.tables import Column, Table

ZONE = "Asia/Ho_Chi_Minh"
REGISTERS = ("normal", "peak", "off_peak")
SUNDAY = 7

INTERVALS = Table(
    "intervals",
    (
        Column("meter", "", pl.String, "whose energy it is", is_key=True),
        Column("from_at", "instant", pl.Datetime("us", "UTC"), "first moment", is_key=True),
        Column("minutes", "minute", pl.Int32, "length of the interval"),
        Column("energy_wh", "Wh", pl.Int64, "energy of the interval"),
    ),
)
HOURS = Table(
    "hours",
    (
        Column("from_on", "day", pl.Date, "first day of the table"),
        Column("until_on", "day", pl.Date, "first day after; null while none is known", is_nullable=True),
        Column("is_sunday", "", pl.Boolean, "for Sundays, or for the other days"),
        Column("from_minute", "minute", pl.Int32, "after midnight"),
        Column("until_minute", "minute", pl.Int32, "after midnight, first one outside"),
        Column("register", "", pl.String, "register", words=REGISTERS),
    ),
)


@dataclass(frozen=True)
class Split:
    """
    parts   : the columns of INTERVALS and `register`, in the order of the intervals
    refused : intervals that lie in no one stretch, with `rule`: across-registers
    """

    parts: pl.DataFrame
    refused: pl.DataFrame


def split_by_register(*, intervals: pl.DataFrame, hours: pl.DataFrame) -> Split:
    """
    Say to which register each interval belongs.

    intervals, hours : frames of INTERVALS and HOURS; the tables of `hours` do not overlap
    returns          : every interval once, in `parts` or in `refused`
    raises           : FrameDoesNotFit
    """
    local = pl.col("from_at").dt.convert_time_zone(ZONE)
    start = local.dt.hour().cast(pl.Int32) * 60 + local.dt.minute().cast(pl.Int32)
    placed = INTERVALS.require(intervals).with_row_index("row").with_columns(
        day=local.dt.date(), is_sunday=local.dt.weekday() == SUNDAY, start=start,
        end=start + pl.col("minutes"),
    )  # fmt: skip
    both = placed.join(HOURS.require(hours), on="is_sunday", how="inner")
    is_on = (pl.col("day") >= pl.col("from_on")) & (pl.col("day") < pl.col("until_on")).fill_null(value=True)
    is_in = (pl.col("start") >= pl.col("from_minute")) & (pl.col("end") <= pl.col("until_minute"))
    found = both.filter(is_on & is_in).select("row", "register")
    names = [column.name for column in INTERVALS.columns]
    told = placed.join(found, on="row", how="left").sort("row").select(*names, "register")
    refused = told.filter(pl.col("register").is_null()).drop("register")
    return Split(
        parts=told.filter(pl.col("register").is_not_null()),
        refused=refused.with_columns(rule=pl.lit("across-registers")),
    )
