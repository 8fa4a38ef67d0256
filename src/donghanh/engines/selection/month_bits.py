"""
Which months of a window a stretch of days touches, as a bit a month.

For readings that are expected or belong to somebody only while a contract ran or a code was theirs. A
stretch is half-open: one that ends on the first of a month does not touch that month.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from donghanh.kernel.months import MONTHS_IN_YEAR


def months_touched(*, start: pl.Expr, until: pl.Expr, months: Sequence[date]) -> pl.Expr:
    """
    Number the months that each stretch touches: bit 0 is the first of `months`, which follow one another.

    start   : first day [null: since ever]
    until   : first day after [null: still]
    returns : bits [UInt32]

    >>> day = pl.DataFrame({"start": [date(2021, 1, 31)], "until": [date(2021, 2, 1)]})
    >>> window = [date(2021, 1, 1), date(2021, 2, 1)]
    >>> day.select(months_touched(start=pl.col("start"), until=pl.col("until"), months=window)).item()
    1
    """
    count = len(months)
    before = months[0].year * MONTHS_IN_YEAR + months[0].month
    first = (_ordinal(start) - before).clip(0, count).fill_null(0)
    after = (_ordinal(until.dt.offset_by("-1d")) + 1 - before).clip(0, count).fill_null(count)
    return _below(after) - _below(pl.min_horizontal(first, after))


def _ordinal(day: pl.Expr) -> pl.Expr:
    """Count months from year 0, so that months of different years can be subtracted."""
    return day.dt.year() * MONTHS_IN_YEAR + day.dt.month().cast(pl.Int32)


def _below(place: pl.Expr) -> pl.Expr:
    """Answer the number whose bits below `place` are set."""
    return pl.lit(2, dtype=pl.UInt32).pow(place.cast(pl.UInt32)) - 1
