"""
The energy window: a row a customer, a column a month, empty where a reading is missing.

Readings are stored long: month, customer, energy. This file lays the months of a window side by side.
The layout that costs nothing is month by month, inside a month in the order of the customers, one
row each, null where there is no reading: then every month is a slice of the column and nothing is
copied (that is checked, not believed). Any other order, and months with rows left out, give the same
window at the price of a copy. A reading missing stays null: it is never zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.kernel.months import month_of, months_before, next_month


class CannotLayOut(ValueError):
    """The readings do not form a window; the sentence names the first that does not fit."""


@dataclass(frozen=True)
class EnergyWindow:
    """
    months : first days, earliest first
    cells  : a column a month, named by its first day in ISO form, energy [kWh, null: missing],
             row for row with the customers
    """

    months: tuple[date, ...]
    cells: pl.DataFrame


def window_before(*, as_of: date, months: int = 12) -> tuple[date, ...]:
    """
    List the whole months that lie before `as_of`; a month still running on that day is not among them.

    >>> [str(month) for month in window_before(as_of=date(2021, 12, 20), months=2)]
    ['2021-10-01', '2021-11-01']
    """
    return months_before(month=month_of(as_of), count=months)


def lay_out(*, energy: pl.DataFrame, customers: pl.DataFrame, months: Sequence[date]) -> EnergyWindow:
    """
    Lay the readings of `months` side by side.

    energy    : month [first day], customer_row [index into customers] or code,
                energy_kwh [kWh, null: missing]
    customers : code
    returns   : the window, row for row with `customers`
    raises    : CannotLayOut, for a reading of nobody here and for two readings of one month
    """
    rows = energy if "customer_row" in energy.columns else _with_rows(energy, customers)
    rows = rows if rows["month"].is_sorted() else rows.sort("month")
    everyone = pl.int_range(customers.height, dtype=pl.UInt32, eager=True)
    columns = [
        _cell(month, everyone).alias(name.isoformat())
        for name, month in zip(months, _slices(rows, months), strict=True)
    ]
    return EnergyWindow(tuple(months), pl.DataFrame(columns))


def _slices(rows: pl.DataFrame, months: Sequence[date]) -> list[pl.DataFrame]:
    """Cut the months out of rows that are sorted by month; no copy."""
    ends = [next_month(month) for month in months]
    edges = rows["month"].search_sorted(pl.Series([*months, *ends], dtype=pl.Date)).to_list()
    return [
        rows.slice(start, end - start)
        for start, end in zip(edges[: len(ends)], edges[len(ends) :], strict=True)
    ]


def _cell(month: pl.DataFrame, everyone: pl.Series) -> pl.Series:
    """Answer one month's energy in the order of the customers."""
    rows, energy = month["customer_row"], month["energy_kwh"]
    if rows.dtype == everyone.dtype and rows.equals(everyone):
        return energy
    _check_rows(month, everyone)
    empty = pl.repeat(None, len(everyone), dtype=pl.Int64, eager=True)
    return empty.scatter(rows, energy.cast(pl.Int64)) if len(rows) else empty


def _check_rows(month: pl.DataFrame, everyone: pl.Series) -> None:
    is_row = pl.col("customer_row").is_between(0, len(everyone) - 1)
    beyond = month.filter(~is_row.fill_null(value=False))
    twice = month.filter(pl.col("customer_row").is_duplicated())
    for faulty, what in ((beyond, f"names no customer (there are {len(everyone)})"), (twice, "stands twice")):
        if faulty.height:
            first = faulty.row(0, named=True)
            raise CannotLayOut(
                f"The reading of {first['month']} for customer row {first['customer_row']} {what}; "
                f"{faulty.height} rows so. Hand in one reading a customer and month."
            )


def _with_rows(energy: pl.DataFrame, customers: pl.DataFrame) -> pl.DataFrame:
    numbered = customers.select("code").with_row_index("customer_row")
    joined = energy.join(numbered, on="code", how="left", maintain_order="left")
    strangers = joined.filter(pl.col("customer_row").is_null())
    if strangers.height:
        raise CannotLayOut(
            f"{strangers.height} readings are of nobody here, the first of {strangers['code'][0]}. "
            "Hand in the readings of these customers only, or the customers too."
        )
    return joined
