"""
Bills in bulk: one row a bill, its energy beside it by register; totals come out, in the order of the rows.

For files of a whole country (`adapters.rating_files`). Words come as `pl.Enum`, so that they are numbers
already; each bill has one stretch for each register and one number of households. All of it goes through
the same formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from donghanh.engines.rating.books import LawBooks
from donghanh.engines.rating.compiled import run_wide
from donghanh.engines.rating.numbers import NONE, CalendarNumbers, TotalNumbers, UseNumbers, WideNumbers
from donghanh.engines.rating.packing import (
    SLOTS_FOR_MANY,
    calendar_between,
    ends_of,
    names_as_places,
    shelf_for,
)
from donghanh.engines.rating.papers import refused_frame, total_frame
from donghanh.engines.rating.rating import no_lines, room_for_totals
from donghanh.kernel.billing_tables import BILLS, REGISTERS
from donghanh.kernel.tables import Column, Table

KWH = tuple(f"kwh_{register}" for register in REGISTERS)


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


class WideRating:
    """
    Rates part after part by one law, with room that it keeps: fresh memory for each part costs as much as
    rating it. Not for two threads at once.
    """

    def __init__(self, books: LawBooks) -> None:
        self._books = books
        self._shelf = shelf_for(books, slots=SLOTS_FOR_MANY, most_quotas=0, is_folded=False)
        self._stretches = _room_for_one()
        self._calendar = calendar_between(0, NONE)
        self._totals = room_for_totals(0, has_counts=False)

    def rate(self, wide: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """
        Rate wide bills.

        wide    : a frame of the columns of WIDE; values are trusted to be not null where they may not be
        returns : frames of TOTALS and REFUSED, which hold until the next part is rated
        """
        if len(self._totals.kwh) < wide.height:
            self._totals = room_for_totals(wide.height, has_counts=False)
        totals = TotalNumbers(*(column[: wide.height] for column in self._totals))
        totals.fault[:] = 0
        calendar, first = self._calendar_of(wide), 0
        for piece in _pieces(wide):
            filled = TotalNumbers(*(column[first : first + piece.height] for column in totals))
            self._run(_numbers(self._books, piece), calendar, filled)
            first += piece.height
        return total_frame(wide["bill"], totals), refused_frame(wide, totals)

    def _calendar_of(self, wide: pl.DataFrame) -> CalendarNumbers:
        first, last = ends_of(wide["from_on"], wide["until_on"])
        kept = self._calendar
        if first < kept.first_day or last >= kept.first_day + len(kept.month):
            self._calendar = calendar_between(first, last)
        return self._calendar

    def _run(self, numbers: WideNumbers, calendar: CalendarNumbers, totals: TotalNumbers) -> None:
        run_wide(self._books.numbers, numbers, self._stretches, calendar, self._shelf, totals, no_lines())


def rate_wide(books: LawBooks, wide: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rate wide bills once; see `WideRating.rate`. books : `books.law_books(law)`."""
    return WideRating(books).rate(wide)


def _room_for_one() -> UseNumbers:
    stretches = (np.zeros(len(KWH), np.int64) for _ in range(4))
    return UseNumbers(*stretches, *(np.zeros(0, np.int64) for _ in range(3)))


def _pieces(wide: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The frame as it was read, chunk by chunk, so that columns can be lent without a copy."""
    lengths = wide["bill"].chunk_lengths()
    if any(column.chunk_lengths() != lengths for column in wide.get_columns()):
        wide, lengths = wide.rechunk(), [wide.height]
    first = 0
    for length in lengths:
        yield wide[first : first + length]
        first += length


def _numbers(books: LawBooks, wide: pl.DataFrame) -> WideNumbers:
    """The columns as they lie: lent, not copied."""
    cos_phi, cos_phi_there, cos_phi_first = _lent(wide["cos_phi_percent"])
    days = [wide[name].to_physical().to_numpy() for name in ("from_on", "until_on", "read_on")]
    energy: list[Any] = [lent for name in KWH for lent in _lent(wide[name])]
    numbers: list[Any] = [
        _places(wide["category"]), _places(wide["voltage"]), _names(wide["instrument"], books.instruments),
        _names(wide["relief"], books.reliefs), cos_phi, *days, wide["quota_quarters"].to_numpy(),
        _places(wide["quota_rounding"]), wide["is_tenants_undeclared"].cast(pl.Int8).to_numpy(),
        cos_phi_there, cos_phi_first, *energy,
    ]  # fmt: skip
    return WideNumbers._make(numbers)


def _lent(column: pl.Series) -> tuple[Any, Any, int]:
    """The values of a column that may have nulls, the bits that say which are there, the first bit."""
    arrow = column.to_arrow()
    bits, values = arrow.buffers()
    lent = (
        np.frombuffer(values, np.dtype(f"i{arrow.type.bit_width // 8}")) if values else np.zeros(0, np.int64)
    )
    there = np.frombuffer(bits, np.int8) if bits and arrow.null_count else np.zeros(0, np.int8)
    return lent[arrow.offset : arrow.offset + len(arrow)], there, arrow.offset


def _places(words: pl.Series) -> Any:
    """Places of an Enum's words: a byte each, lent; signed, or numba would mix them into floats."""
    return words.to_physical().to_numpy().view(np.int8)


def _names(names: pl.Series, known: tuple[str, ...]) -> Any:
    if names.null_count() == len(names):
        return np.full(len(names), NONE, np.int16)
    return names.to_frame().select(names_as_places(names.name, known, pl.Int16)).to_series().to_numpy()
