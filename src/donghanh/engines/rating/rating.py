"""
Bills in, what is owed out: totals, lines that say why, and refusals that say why not.

For the calculator, the billing run, corrections and what-if releases: one bill and a country take this way.
Nobody else multiplies energy by a price. Files are read by others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from donghanh.engines.rating.books import LawBooks, law_books
from donghanh.engines.rating.compiled import MANY, run
from donghanh.engines.rating.law import Law
from donghanh.engines.rating.numbers import NONE, LineNumbers, TotalNumbers
from donghanh.engines.rating.packing import Packed, in_order, pack
from donghanh.engines.rating.papers import line_frame, refused_frame, total_frame


@dataclass(frozen=True)
class Rated:
    """
    Frames of TOTALS, LINES and REFUSED. Every bill is in exactly one of totals and refused, in order of
    their numbers; a total is the sum of its lines, and VAT on it.
    """

    totals: pl.DataFrame
    lines: pl.DataFrame
    refused: pl.DataFrame


def rate(
    law: Law,
    *,
    bills: pl.DataFrame,
    usage: pl.DataFrame,
    quotas: pl.DataFrame | None = None,
    many: int = MANY,
) -> Rated:
    """
    Rate bills and write their lines.

    bills, usage, quotas : frames of BILLS, USAGE, QUOTAS; any order
    many    : from so many bills on, the formula is run compiled
    raises  : FrameDoesNotFit, when a frame is not the table it should be or names a bill that is not there
    """
    books, bills = law_books(law), in_order(bills)
    packed = pack(books, bills=bills, usage=usage, quotas=quotas, many=many, is_folded=False)
    totals = _totals(books, packed, many)
    lines = _lines(books, packed, totals, many)
    return Rated(
        total_frame(bills["bill"], totals),
        line_frame(books, bills["bill"], totals, lines),
        refused_frame(bills, totals),
    )


def rate_totals(
    law: Law,
    *,
    bills: pl.DataFrame,
    usage: pl.DataFrame,
    quotas: pl.DataFrame | None = None,
    many: int = MANY,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rate bills without writing lines: frames of TOTALS and REFUSED, equal to those of `rate`."""
    books, bills = law_books(law), in_order(bills)
    packed = pack(books, bills=bills, usage=usage, quotas=quotas, many=many, is_folded=False)
    totals = _totals(books, packed, many)
    return total_frame(bills["bill"], totals), refused_frame(bills, totals)


def rate_checked(
    law: Law,
    *,
    bills: pl.DataFrame,
    usage: pl.DataFrame,
    quotas: pl.DataFrame | None = None,
    many: int = MANY,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """
    Rate bills and fold the lines of each into 62 bits, without keeping them.

    Any other amount, price, day, source or order of lines gives another fold (see `writing`): so one number
    an invoice proves that lines made again are those that were issued.

    returns : TOTALS with `lines_check` [Int64], and REFUSED
    """
    books, bills = law_books(law), in_order(bills)
    packed = pack(books, bills=bills, usage=usage, quotas=quotas, many=many, is_folded=True)
    totals = _totals(books, packed, many, is_folded=True)
    folds = pl.Series("lines_check", totals.check).filter(pl.Series(np.asarray(totals.fault) == 0))
    return total_frame(bills["bill"], totals).with_columns(folds), refused_frame(bills, totals)


def no_lines() -> LineNumbers:
    """Room for no line: the formula then writes none."""
    return LineNumbers(*(np.zeros(0, np.int64) for _ in LineNumbers._fields))


def room_for_totals(count: int, *, has_counts: bool = True, is_folded: bool = False) -> TotalNumbers:
    """Room for the totals of so many bills; counts of lines and folds only where they are asked."""
    room = TotalNumbers(*(np.zeros(count, _KINDS.get(name, np.int64)) for name in TotalNumbers._fields))
    none = np.zeros(0, np.int64)
    return room._replace(line=room.line if has_counts else none, check=room.check if is_folded else none)


_KINDS: dict[str, type[np.signedinteger[Any]]] = {"vat_percent": np.int32, "fault": np.int8}


def _totals(books: LawBooks, packed: Packed, many: int, *, is_folded: bool = False) -> TotalNumbers:
    totals = room_for_totals(len(packed.bills.category), is_folded=is_folded)
    run(books.numbers, packed, totals, no_lines(), many=many)
    return totals


def _lines(books: LawBooks, packed: Packed, totals: TotalNumbers, many: int) -> LineNumbers:
    """Run again, now that the count of each bill's lines is known; refused bills write none."""
    is_whole = np.asarray(totals.fault) == 0
    counts = np.where(is_whole, np.asarray(totals.line), 0)
    ends = np.cumsum(counts, dtype=np.int64)
    count = int(ends[-1]) if len(ends) else 0
    columns = (np.zeros(count, np.int64) for _ in LineNumbers._fields[1:])
    lines = LineNumbers(np.where(is_whole, ends - counts, NONE), *columns)
    run(books.numbers, packed, room_for_totals(len(counts)), lines, many=many)
    return lines
