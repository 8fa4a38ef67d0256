"""
How a generated province pays its bills: most in time, some late, a few not at all, now and then too much.

Each customer has a habit and each invoice a chance of its own, both a pure function of seed and name: what is
paid by a day is the same whenever, and in whatever parts, it is asked. The shares are made up.
"""

from __future__ import annotations

from datetime import date
from zlib import crc32

import polars as pl

from donghanh.kernel.account_tables import COLLECTED

IN_TIME, LATE, VERY_LATE = 0.86, 0.95, 0.985
"""Up to these points of [0, 1) a customer pays in time, some weeks late, months late; beyond, not at all."""
SLIPS, ROUNDS_UP, BY_BANK = 0.03, 0.004, 0.7
"""Invoices that one who pays in time pays late; paid to the next 10,000 đồng; paid by transfer."""


def payments_until(*, seed: int, open_invoices: pl.DataFrame, until: date) -> pl.DataFrame:
    """
    Deal the payments that have come in by the end of a day.

    open_invoices : frame of OPEN_INVOICES
    returns       : frame of COLLECTED, in order of day and key; nothing is paid after `until`
    """
    habit = _chances(seed, "habit", open_invoices["code"])
    chance, day = (_chances(seed, what, open_invoices["invoice"]) for what in ("slip", "day"))
    late = (pl.col("habit") >= IN_TIME) | (pl.col("chance") < SLIPS)
    longest = pl.when(pl.col("habit") < LATE).then(25).otherwise(70)
    term = (pl.col("due_on") - pl.col("issued_on")).dt.total_days()
    after = pl.when(late).then(term + 1 + (pl.col("day") * longest).floor()).otherwise(
        (pl.col("day") * term).floor() + 1
    )  # fmt: skip
    tens = (pl.col("owed") + 9_999) // 10_000 * 10_000
    dealt = open_invoices.with_columns(habit=habit, chance=chance, day=day).with_columns(
        on=pl.col("issued_on") + pl.duration(days=after.cast(pl.Int64)),
        amount=pl.when(pl.col("chance") > 1 - ROUNDS_UP).then(tens).otherwise("owed"),
        account=pl.when(pl.col("day") < BY_BANK).then(pl.lit("bank")).otherwise(pl.lit("cash")),
        key=pl.col("invoice"),
    )
    paid = dealt.filter((pl.col("habit") < VERY_LATE) & (pl.col("on") <= until))
    return COLLECTED.require(paid.select(COLLECTED.schema.names()).sort("on", "key"))


def _chances(seed: int, what: str, names: pl.Series) -> pl.Series:
    """[0, 1) for each name, the same for the same name."""
    return pl.Series([crc32(f"{seed}:{what}:{name}".encode()) / 2**32 for name in names], dtype=pl.Float64)
