"""
Which stretches make the bill of which month: from the last bill's reading to this month's.

A bill ends with a periodic reading, an estimated one in its place, or the closing one of a contract; a meter
swap or a reading for a price change lies inside. A month without a reading has no bill: the next is longer.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from donghanh.kernel.billing_tables import CATEGORIES
from donghanh.kernel.metering_tables import BILL_ENDS
from donghanh.kernel.months import next_month
from donghanh.kernel.tables import Column, Table

TRAITS = Table(
    "traits",
    (
        Column("point", "", pl.Int64, "number of the metering point", is_key=True),
        Column("category", "", pl.String, "price group", words=CATEGORIES),
        Column("like", "", pl.String, "whom it is like: commune and class"),
        Column("reading_day", "", pl.Int32, "day of the month on which its book is read"),
        Column("contract_from", "day", pl.Date, "first day of the contract"),
        Column("contract_until", "day", pl.Date, "first day after; null while it runs", is_nullable=True),
    ),
)
PERIODS = Table(
    "periods",
    (
        Column("point", "", pl.Int64, "number of the metering point", is_key=True),
        Column("month", "day", pl.Date, "first day of the bill month", is_key=True),
        Column("from_on", "day", pl.Date, "first day; null without a reading before", is_nullable=True),
        Column("until_on", "day", pl.Date, "first day after"),
        Column("read_on", "day", pl.Date, "day of the reading"),
        Column("kwh", "kWh", pl.Int64, "energy; null when a part is not known", is_nullable=True),
        Column("is_estimated", "", pl.Boolean, "its reading is estimated"),
        Column("is_negative", "", pl.Boolean, "a register went back"),
        Column("is_rolled_over", "", pl.Boolean, "a register passed its last digit"),
    ),
)


def with_months(*, stretches: pl.DataFrame) -> pl.DataFrame:
    """
    Say of each stretch to which bill month it belongs; those after the last bill's reading fall away.

    stretches : STRETCHES
    returns   : STRETCHES and month [first day], by point and day
    """
    ends = (
        stretches.filter(pl.col("kind").is_in(BILL_ENDS))
        .select("point", "until_on", month=pl.col("read_on").dt.month_start())
        .unique(["point", "until_on"], keep="last")
        .sort("until_on")
    )
    ordered = stretches.sort("until_on", "point", "meter", "register")
    return ordered.join_asof(
        ends, on="until_on", by="point", strategy="forward", check_sortedness=False
    ).drop_nulls("month")


def periods(*, stretches: pl.DataFrame) -> pl.DataFrame:
    """
    Add the stretches up to bills of months.

    stretches : STRETCHES
    returns   : PERIODS, by point and month
    """
    grouped = (
        with_months(stretches=stretches)
        .group_by("point", "month")
        .agg(
            pl.when(pl.col("from_on").null_count() == 0).then(pl.col("from_on").min()).alias("from_on"),
            pl.col("until_on", "read_on").max(),
            pl.when(pl.col("kwh").null_count() == 0).then(pl.col("kwh").sum()).alias("kwh"),
            (pl.col("kind") == "estimated").any().alias("is_estimated"),
            pl.col("is_negative", "is_rolled_over").any(),
        )
    )
    return PERIODS.require(grouped.select(PERIODS.schema.names()).sort("point", "month"))


def due(*, traits: pl.DataFrame, month: date) -> pl.DataFrame:
    """
    Say which points with a contract in the month must have a reading in it.

    Due is who had a contract on the day on which the book is read, or whose contract ended in the month. One
    whose contract began after that day gets the first bill a month later.

    traits  : TRAITS
    returns : point, is_due; a row for each point whose contract touches the month
    """
    begin, after = pl.lit(month), pl.lit(next_month(month))
    last_on = pl.col("contract_until").dt.offset_by("-1d")
    touches = (pl.col("contract_from") < after) & (last_on.is_null() | (last_on >= begin))
    reading_on = begin.dt.offset_by(pl.format("{}d", pl.col("reading_day") - 1))
    ends_here = (last_on < after).fill_null(value=False)
    return traits.filter(touches).select("point", is_due=ends_here | (pl.col("contract_from") <= reading_on))
