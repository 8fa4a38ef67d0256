"""
Turns what each register showed, one reading after the other, into the energy between two readings.

A register that passes its last digit begins again at zero: 99850 then 00120 on five digits is 270. A smaller
index that would need more than a share of the whole range is no roll-over but a reading that cannot be.
"""

from __future__ import annotations

import polars as pl

from donghanh.kernel.billing_tables import REGISTERS
from donghanh.kernel.metering_tables import AT_DAYBREAK, READING_KINDS
from donghanh.kernel.tables import Column, Table

_CHAIN = (
    Column("point", "", pl.Int64, "number of the metering point"),
    Column("meter", "", pl.Int64, "number of the meter", is_key=True),
    Column("register", "", pl.String, "register of the meter", words=REGISTERS, is_key=True),
)
REGISTERS_READ = Table(
    "registers_read",
    (
        *_CHAIN,
        Column("from_on", "day", pl.Date, "first day on which the meter counts"),
        Column("opening_index", "", pl.Int64, "what it showed then; null: not asked for", is_nullable=True),
        Column("digits", "", pl.Int32, "digits of the register"),
        Column("multiplier", "", pl.Int32, "hệ số nhân"),
    ),
)
SHOWN = Table(
    "shown",
    (
        Column("reading", "", pl.Int64, "number of the reading"),
        *_CHAIN,
        Column("read_on", "day", pl.Date, "day of the reading", is_key=True),
        Column("index", "", pl.Int64, "what the register showed"),
        Column("kind", "", pl.String, "what the reading is for", words=READING_KINDS),
    ),
)
STRETCHES = Table(
    "stretches",
    (
        Column("reading", "", pl.Int64, "the reading that ends the stretch", is_key=True),
        *(Column(one.name, one.unit, one.type, one.meaning, words=one.words) for one in _CHAIN),
        Column("kind", "", pl.String, "what the reading is for", words=READING_KINDS),
        Column("read_on", "day", pl.Date, "day of the reading"),
        Column("from_on", "day", pl.Date, "first day; null without a reading before", is_nullable=True),
        Column("until_on", "day", pl.Date, "first day after"),
        Column("old_index", "", pl.Int64, "index before; null without one", is_nullable=True),
        Column("new_index", "", pl.Int64, "index of the reading"),
        Column("digits", "", pl.Int32, "digits of the register"),
        Column("multiplier", "", pl.Int32, "hệ số nhân"),
        Column("is_rolled_over", "", pl.Boolean, "the register passed its last digit"),
        Column("is_negative", "", pl.Boolean, "smaller than before, and no roll-over"),
        Column(
            "kwh", "kWh", pl.Int64, "energy; null when negative or without index before", is_nullable=True
        ),
    ),
)


def stretches(*, shown: pl.DataFrame, registers: pl.DataFrame, rollover_percent: int) -> pl.DataFrame:
    """
    Follow each register from reading to reading.

    shown            : SHOWN, those that count (without the corrected ones), in any order
    registers        : REGISTERS_READ
    rollover_percent : [%] of the range up to which a smaller index is a roll-over
    returns          : STRETCHES, by meter, register, day

    >>> one = {"point": 1, "meter": 1, "register": "all"}
    >>> on = {"from_on": date(2021, 7, 1), "opening_index": 99850, "digits": 5, "multiplier": 1}
    >>> at = {"reading": 1, "read_on": date(2021, 7, 31), "index": 120, "kind": "periodic"}
    >>> stretches(shown=frame(one | at), registers=frame(one | on), rollover_percent=10)["kwh"].to_list()
    [270]
    """
    keys = ["meter", "register"]
    chained = (
        shown.join(registers.drop("point"), on=keys, how="inner")
        .with_columns(until_on=_until())
        .sort("meter", "register", "until_on", "read_on")
        .with_columns(
            old_index=pl.col("index").shift().over(keys), before_on=pl.col("until_on").shift().over(keys)
        )
    )
    is_first = pl.col("before_on").is_null()
    counted = chained.with_columns(
        old_index=pl.when(is_first).then(pl.col("opening_index")).otherwise(pl.col("old_index")),
        from_on=pl.when(is_first & pl.col("opening_index").is_not_null())
        .then(pl.col("from_on"))
        .otherwise(pl.col("before_on")),
    )
    # A price change on the day after a reading, and a meter's first reading, close what is closed already.
    is_nothing = (pl.col("from_on") == pl.col("until_on")) & (pl.col("kwh") == 0)
    return STRETCHES.require(
        _with_energy(counted, rollover_percent)
        .filter(~is_nothing.fill_null(value=False))
        .rename({"index": "new_index"})
        .select(STRETCHES.schema.names())
    )


def _until() -> pl.Expr:
    is_morning = pl.col("kind").is_in(AT_DAYBREAK)
    return pl.when(is_morning).then(pl.col("read_on")).otherwise(pl.col("read_on").dt.offset_by("1d"))


def _with_energy(counted: pl.DataFrame, rollover_percent: int) -> pl.DataFrame:
    full = pl.lit(10, pl.Int64).pow(pl.col("digits")).cast(pl.Int64)
    advance = pl.col("index") - pl.col("old_index")
    is_less = advance < 0
    is_near = (advance + full) * 100 <= full * rollover_percent
    return counted.with_columns(
        is_rolled_over=(is_less & is_near).fill_null(value=False),
        is_negative=(is_less & ~is_near).fill_null(value=False),
        kwh=pl.when(~is_less)
        .then(advance * pl.col("multiplier"))
        .when(is_near)
        .then((advance + full) * pl.col("multiplier")),
    )
