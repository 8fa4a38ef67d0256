"""
Bills in bulk: one row a bill, its energy beside it by register; totals come out, in the order of the rows.

For files of a whole country (`adapters.rating_files`). Words come as `pl.Enum`, so that they are numbers
already; each bill has one stretch for each register and one number of households. All of it goes through
the same formula.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from donghanh.engines.rating.books import LawBooks
from donghanh.engines.rating.compiled import run
from donghanh.engines.rating.numbers import NONE, BillNumbers, TotalNumbers, UseNumbers
from donghanh.engines.rating.packing import Packed, calendar_of, days_of, found_words, ints_of, room_for
from donghanh.engines.rating.papers import refused_frame, total_frame
from donghanh.engines.rating.rating import no_lines, room_for_totals
from donghanh.kernel.billing_tables import BILLS, CATEGORIES, REGISTERS, VOLTAGES
from donghanh.kernel.tables import Column, Table

KWH = tuple(f"kwh_{register}" for register in REGISTERS)
ONE = 1
"""Compile from the first bill on: a file is never a handful."""


def _column(column: Column) -> Column:
    type_ = pl.Enum(column.words) if column.words else column.type
    return Column(column.name, column.unit, type_, column.meaning, column.is_nullable)


WIDE = Table(
    "wide_bills",
    (
        *map(_column, BILLS.columns),
        *(
            Column(name, "kWh", pl.Int64, "energy of the register; null for none", is_nullable=True)
            for name in KWH
        ),
    ),
)


def rate_wide(books: LawBooks, wide: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """
    Rate wide bills.

    books   : `books.law_books(law)`, made once for all parts of a file
    wide    : a frame of the columns of WIDE; values are trusted to be not null where they may not be
    returns : frames of TOTALS and REFUSED
    """
    totals = room_for_totals(wide.height)
    run(books.numbers, _packed(books, wide), totals, no_lines(), many=ONE)
    return total_frame(wide["bill"], totals), _refused(wide, totals)


def _refused(wide: pl.DataFrame, totals: TotalNumbers) -> pl.DataFrame:
    return refused_frame(wide.select(BILLS.schema.names()), totals)


def _packed(books: LawBooks, wide: pl.DataFrame) -> Packed:
    from_day, until_day = days_of(wide["from_on"]), days_of(wide["until_on"])
    use_first, use = _use(wide, from_day, until_day)
    bills = BillNumbers(
        **_words(books, wide),
        from_day=from_day,
        until_day=until_day,
        tax_day=days_of(wide["read_on"]),
        quarters=ints_of(wide["quota_quarters"]),
        is_exact=ints_of(wide["quota_rounding"].to_physical()),
        is_tenants=ints_of(wide["is_tenants_undeclared"]),
        use_first=use_first,
        quota_first=np.zeros(wide.height + 1, np.int64),
    )
    return Packed(bills, use, calendar_of(bills), room_for(books, bills))


def _use(wide: pl.DataFrame, from_day: Any, until_day: Any) -> tuple[Any, UseNumbers]:
    """Stretches, bill by bill and register by register; where each bill has one register, as they lie."""
    none = np.zeros(0, np.int64)
    alone = wide[KWH[0]]
    if not alone.null_count() and all(wide[name].null_count() == wide.height for name in KWH[1:]):
        first, register = np.arange(wide.height + 1), np.zeros(wide.height, np.int64)
        return first, UseNumbers(from_day, until_day, register, ints_of(alone), none, none, none)
    there = np.column_stack([wide[name].is_not_null().to_numpy() for name in KWH])
    place = np.flatnonzero(there)
    row, register = place >> 2, place & 3
    kwh = np.column_stack([wide[name].fill_null(0).to_numpy() for name in KWH]).ravel()[place]
    first = np.concatenate([[0], np.cumsum(there.sum(axis=1))])
    return first, UseNumbers(from_day[row], until_day[row], register, kwh, none, none, none)


def _words(books: LawBooks, wide: pl.DataFrame) -> dict[str, Any]:
    """The book by a table; relief, reactive power and forced lists only for the bills that have them."""
    table = np.array([[books.book_of.get((c, v, ""), NONE) for v in VOLTAGES] for c in CATEGORIES], np.int64)
    book = table[wide["category"].to_physical().to_numpy(), wide["voltage"].to_physical().to_numpy()]
    columns = {
        "book": book,
        "as_book": np.full(wide.height, NONE, np.int64),
        "relief": np.full(wide.height, NONE, np.int64),
        "reactive": np.full(wide.height, NONE, np.int64),
        "reactive_percent": np.zeros(wide.height, np.int64),
        "fault": np.zeros(wide.height, np.int64),
    }
    special = pl.any_horizontal(pl.col("relief", "instrument", "cos_phi_percent").is_not_null())
    rows = wide.select(special.alias("is_special"))["is_special"].to_numpy() | (book == NONE)
    places = np.flatnonzero(rows)
    if len(places):
        found = found_words(books, wide[places].with_columns(pl.col(pl.Enum).cast(pl.String)))
        for name, values in found.items():
            columns[name][places] = values
    return columns
