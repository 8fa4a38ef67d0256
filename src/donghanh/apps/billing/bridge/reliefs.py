"""Which reduction each bill carries: asked from the reliefs, by customer code and month."""

from __future__ import annotations

from datetime import date

import polars as pl

from donghanh.apps.reliefs.queries import reliefs_of


def with_reliefs(
    *, bills: pl.DataFrame, identity: pl.DataFrame, month: date, known_on: date | None, release: str
) -> pl.DataFrame:
    """
    Fill BILLS.relief by what was known at the end of a day; a customer without a reduction keeps null.

    release : digest of the law by which the bills are rated: its conditions count
    """
    codes = identity["code"].unique().sort().to_list()
    owed = reliefs_of(codes=codes, month=month, known_on=known_on, release=release)
    who = identity.select("bill", "code").join(owed, on="code", how="left").select("bill", "relief")
    return bills.drop("relief").join(who, on="bill", how="left").select(bills.columns)
