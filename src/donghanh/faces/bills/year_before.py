"""
What a bill would have been under the prices of a year earlier.

The same energy, days, households, reduction and VAT; only the prices are those of the list that held one
year before the last day of the period, for the whole bill. So the difference is that of prices alone.
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from donghanh.engines.rating import rate
from donghanh.engines.rating.law import Law
from donghanh.faces.bills.explained import YearBefore
from donghanh.faces.bills.figures import written
from donghanh.faces.bills.prices import instrument_on
from donghanh.faces.bills.words import Language, said
from donghanh.kernel.billing_tables import QUOTAS


def under_prices_of_year_before(
    law: Law,
    *,
    bills: pl.DataFrame,
    usage: pl.DataFrame,
    quotas: pl.DataFrame | None,
    total: int,
    language: Language,
) -> YearBefore:
    """Rate the bill again under the prices of a year earlier, and compare with its `total`."""
    bill = bills.row(0, named=True)
    day = year_earlier(bill["until_on"] - timedelta(days=1))
    instrument = instrument_on(day, law=law, category=bill["category"])
    if instrument is not None:
        again = bills.with_columns(instrument=pl.lit(instrument, pl.String))
        made = rate(law, bills=again, usage=usage, quotas=QUOTAS.empty() if quotas is None else quotas)
        if made.refused.is_empty():
            before = int(made.totals["total_amount"][0])
            difference = total - before
            places = {"total": written(before), "difference": written(difference)}
            told = said("table", "year_before", language, instrument=instrument, **places)
            return YearBefore(instrument, before, difference, told)
    return YearBefore(None, None, None, said("notes", "no_year_before", language))


def year_earlier(day: date) -> date:
    """
    Answer the same day of the year before; 29 February becomes 28 February.

    >>> str(year_earlier(date(2024, 2, 29)))
    '2023-02-28'
    """
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
