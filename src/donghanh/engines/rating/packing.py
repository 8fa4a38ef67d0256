"""
Bills, usage and households as plain columns of whole numbers.

For `rating`. The order of the bills is kept; energy is put in order of bill, register, day, so that the order
in which readings arrived does not matter. What words mean in the law is found by the formula (`wording`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from donghanh.engines.rating.books import LawBooks
from donghanh.engines.rating.numbers import (
    NONE,
    REGISTER_COUNT,
    UNKNOWN,
    BillNumbers,
    CalendarNumbers,
    Shelf,
    UseNumbers,
)
from donghanh.engines.rating.planning import PART, PLAN
from donghanh.engines.rating.wording import FOUND
from donghanh.kernel.billing_tables import BILLS, CATEGORIES, QUOTAS, REGISTERS, USAGE, VOLTAGES
from donghanh.kernel.tables import FrameDoesNotFit, Table

SLOTS_FOR_FEW, SLOTS_FOR_MANY = 16, 4_096
"""Plans that are remembered: the days of readings, times books, times numbers of households."""


@dataclass(frozen=True)
class Packed:
    """What `formula.rate_bills` takes beside the law."""

    bills: BillNumbers
    use: UseNumbers
    calendar: CalendarNumbers
    shelf: Shelf


def in_order(bills: pl.DataFrame) -> pl.DataFrame:
    """
    Bills in order of their numbers.

    raises : FrameDoesNotFit
    """
    return BILLS.require(bills).sort("bill")


def pack(
    books: LawBooks,
    *,
    bills: pl.DataFrame,
    usage: pl.DataFrame,
    quotas: pl.DataFrame | None,
    many: int,
    is_folded: bool,
) -> Packed:
    """
    Pack frames of BILLS (that fit), USAGE, QUOTAS.

    raises : FrameDoesNotFit, also for energy or households of a bill that is not there
    """
    place = bills.select("bill").with_row_index("place")
    usage = _placed(place, USAGE.require(usage), USAGE).with_columns(register=_places("register", REGISTERS))
    usage = usage.sort("place", "register", "from_on")
    quotas = _placed(place, QUOTAS.empty() if quotas is None else QUOTAS.require(quotas), QUOTAS)
    quotas = quotas.sort("place", "from_on")
    use = UseNumbers(
        days_of(usage["from_on"]), days_of(usage["until_on"]),
        ints_of(usage["register"]), ints_of(usage["kwh"]),
        days_of(quotas["from_on"]), days_of(quotas["until_on"]), ints_of(quotas["quota_quarters"]),
    )  # fmt: skip
    words = bills.select(
        _places("category", CATEGORIES),
        _places("voltage", VOLTAGES),
        names_as_places("instrument", books.instruments, pl.Int64),
        names_as_places("relief", books.reliefs, pl.Int64),
        pl.col("cos_phi_percent").fill_null(NONE),
    )
    numbers = BillNumbers(
        category=ints_of(words["category"]),
        voltage=ints_of(words["voltage"]),
        instrument=ints_of(words["instrument"]),
        relief=ints_of(words["relief"]),
        cos_phi=ints_of(words["cos_phi_percent"]),
        from_day=days_of(bills["from_on"]),
        until_day=days_of(bills["until_on"]),
        tax_day=days_of(bills["read_on"]),
        quarters=ints_of(bills["quota_quarters"]),
        is_exact=ints_of(bills["quota_rounding"] == "exact"),
        is_tenants=ints_of(bills["is_tenants_undeclared"]),
        use_first=_firsts(usage, bills.height),
        quota_first=_firsts(quotas, bills.height),
    )
    slots = SLOTS_FOR_MANY if bills.height >= many else SLOTS_FOR_FEW
    most = int(np.max(np.diff(numbers.quota_first), initial=0))
    shelf = shelf_for(books, slots=slots, most_quotas=most, is_folded=is_folded)
    return Packed(numbers, use, calendar_of(bills["from_on"], bills["until_on"]), shelf)


def calendar_of(from_on: pl.Series, until_on: pl.Series) -> CalendarNumbers:
    """The calendar from the first day of the bills to their last."""
    return calendar_between(*ends_of(from_on, until_on))


def ends_of(from_on: pl.Series, until_on: pl.Series) -> tuple[int, int]:
    """The first and the last day of the bills, since 1970; a first after the last where there are none."""
    if not from_on.len():
        return 0, NONE
    ends = [column.to_physical() for column in (from_on, until_on)]
    return min(int(days.min()) for days in ends), max(int(days.max()) for days in ends)  # type: ignore[arg-type]


def calendar_between(first: int, last: int) -> CalendarNumbers:
    """The calendar from a day to a day."""
    days = pl.DataFrame({"day": pl.int_range(first, last + 1, dtype=pl.Int32, eager=True).cast(pl.Date)})
    of = pl.col("day").dt
    found = days.select(
        month=of.year().cast(pl.Int64) * 12 + of.month(),
        day_of_month=of.day().cast(pl.Int64),
        month_length=of.month_end().dt.day().cast(pl.Int64),
        before=of.month_start().dt.offset_by("-1d").dt.day().cast(pl.Int64),
    )
    return CalendarNumbers(first, *(ints_of(found[name]) for name in found.columns))


def shelf_for(books: LawBooks, *, slots: int, most_quotas: int, is_folded: bool) -> Shelf:
    """An empty shelf, with room at its end for the plan of a bill whose number of households changes."""
    entries = int(np.max(np.diff(np.asarray(books.numbers.book_first)), initial=0))
    cuts = entries + 2 * len(books.numbers.tenants_from)
    parts, more = slots + cuts + 1, cuts + most_quotas + 1
    width = PART + REGISTER_COUNT * books.numbers.most_tiers
    return Shelf(
        slots,
        parts,
        np.full(slots * FOUND, NONE, np.int64),
        np.full((slots + 1) * PLAN, NONE, np.int64),
        np.zeros((parts + more) * width, np.int64),
        np.array([0, int(is_folded), 0, 0, NONE], np.int64),
    )


def names_as_places(column: str, names: tuple[str, ...], kind: type[pl.DataType]) -> pl.Expr:
    """Names as places in the law's own list: NONE for no name, UNKNOWN for one that it has not."""
    named = pl.col(column).replace_strict(
        list(names), list(range(len(names))), default=UNKNOWN, return_dtype=kind
    )
    return (
        pl.when(pl.col(column).is_null() | (pl.col(column) == ""))
        .then(pl.lit(NONE, kind))
        .otherwise(named)
        .alias(column)
    )


def days_of(days: pl.Series) -> Any:
    return days.to_physical().cast(pl.Int64).to_numpy()


def ints_of(values: pl.Series) -> Any:
    return values.cast(pl.Int64).to_numpy()


def _places(column: str, words: tuple[str, ...]) -> pl.Expr:
    return pl.col(column).replace_strict(list(words), list(range(len(words))), return_dtype=pl.Int64)


def _placed(place: pl.DataFrame, frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    joined = frame.join(place, on="bill", how="left")
    lost = joined.filter(pl.col("place").is_null())
    if lost.height:
        raise FrameDoesNotFit(
            f"Table {table.name}: {lost.height} rows of bills not in BILLS, first {lost['bill'][0]}. "
            "Hand over the bill, or leave its rows out."
        )
    return joined


def _firsts(placed: pl.DataFrame, count: int) -> Any:
    counts = np.bincount(placed["place"].to_numpy(), minlength=count) if placed.height else np.zeros(count)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
