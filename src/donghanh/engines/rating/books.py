"""
The law as whole numbers: price lists become books, by category, voltage, and price list where one is forced.

For `packing`, and for the reader of files in bulk, which knows bills by the places of words in their lists.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from donghanh.engines.rating.law import Law
from donghanh.engines.rating.numbers import NONE, LawNumbers
from donghanh.kernel.billing_tables import (
    ANY_VOLTAGE,
    PRICES,
    REACTIVE,
    REGISTERS,
    RELIEF_EFFECTS,
    RELIEFS,
    VAT,
    VOLTAGES,
)

EPOCH = date(1970, 1, 1).toordinal()
FAR = 10**7
"""A day after all days: a price list without end."""
Row = dict[str, Any]


@dataclass(frozen=True)
class LawBooks:
    """
    The law in numbers, and how to find one's way in it.

    book_of : book by category, voltage and forced instrument (empty: the list of each day)
    instruments : names of price lists
    row_source, relief_source : key of the source, by row
    reliefs : rows of RELIEFS, in the order of the numbers
    """

    numbers: LawNumbers
    book_of: dict[tuple[str, str, str], int]
    instruments: frozenset[str]
    row_source: list[str]
    reliefs: list[Row]
    reactive: list[Row]


def law_books(law: Law) -> LawBooks:
    """
    Turn the law into books.

    raises : FrameDoesNotFit
    """
    shelf = _Shelf()
    for name, rows in sorted(_by_book(PRICES.require(law.prices)).items()):
        shelf.add(name, rows)
    reliefs = RELIEFS.require(law.reliefs).to_dicts()
    numbers = LawNumbers(
        **{name: np.array(values, np.int64) for name, values in shelf.columns.items()},
        **_vat(VAT.require(law.vat).sort("from_on")),
        **_reliefs(reliefs),
        tenants_tier=law.tenants_tier,
    )
    instruments = frozenset(law.prices["instrument"].unique())
    reactive = REACTIVE.require(law.reactive).to_dicts()
    return LawBooks(numbers, shelf.book_of, instruments, shelf.source, reliefs, reactive)


def day_number(day: date | None) -> int:
    """Days since 1970; FAR for no day."""
    return FAR if day is None else day.toordinal() - EPOCH


class _Shelf:
    """Books put up one after the other."""

    def __init__(self) -> None:
        self.columns: dict[str, list[int]] = {
            "book_first": [0],
            **{name: [] for name in LawNumbers._fields[1:8]},
        }
        self.book_of: dict[tuple[str, str, str], int] = {}
        self.source: list[str] = []

    def add(self, name: tuple[str, str, str], entries: dict[tuple[int, int], list[Row]]) -> None:
        self.book_of[name] = len(self.book_of)
        for (start, until), rows in sorted(entries.items()):
            if name[2] or until > start:
                self.columns["entry_from"].append(-FAR if name[2] else start)
                self.columns["entry_until"].append(FAR if name[2] else until)
                self._add_registers(rows)
        self.columns["book_first"].append(len(self.columns["entry_from"]))

    def _add_registers(self, rows: list[Row]) -> None:
        for register in REGISTERS:
            tiers = sorted((row for row in rows if row["register"] == register), key=lambda row: row["tier"])
            self.columns["entry_row"].append(len(self.source) if tiers else NONE)
            self.columns["entry_count"].append(len(tiers))
            below = 0
            for row in tiers:
                until = row["tier_until_kwh"]
                self.columns["row_tier"].append(row["tier"])
                self.columns["row_width"].append(NONE if until is None else until - below)
                self.columns["row_price"].append(row["price"])
                self.source.append(row["source"])
                below = until or below


def _by_book(prices: pl.DataFrame) -> dict[tuple[str, str, str], dict[tuple[int, int], list[Row]]]:
    """Rows of each book by first and last day; a price for any voltage holds where none has its own."""
    books: dict[tuple[str, str, str], dict[tuple[int, int], list[Row]]] = defaultdict(
        lambda: defaultdict(list)
    )
    rows = prices.to_dicts()
    own = {(row["instrument"], row["category"], row["voltage"]) for row in rows}
    for row in rows:
        span = (day_number(row["from_on"]), day_number(row["until_on"]))
        for voltage in VOLTAGES if row["voltage"] == ANY_VOLTAGE else (row["voltage"],):
            if row["voltage"] == voltage or (row["instrument"], row["category"], voltage) not in own:
                for forced in ("", row["instrument"]):
                    books[row["category"], voltage, forced][span].append(row)
    return books


def _vat(vat: pl.DataFrame) -> dict[str, Any]:
    rows = vat.to_dicts()
    return {
        "vat_from": np.array([day_number(row["from_on"]) for row in rows], np.int64),
        "vat_until": np.array([day_number(row["until_on"]) for row in rows], np.int64),
        "vat_percent": np.array([row["percent"] for row in rows], np.int64),
    }


def _reliefs(rows: list[Row]) -> dict[str, Any]:
    columns = {
        "relief_effect": [RELIEF_EFFECTS.index(row["effect"]) for row in rows],
        "relief_percent": [_or_none(row["percent_hundredths"]) for row in rows],
        "relief_threshold": [_or_none(row["threshold_kwh"]) for row in rows],
        "relief_above": [_or_none(row["percent_hundredths_above"]) for row in rows],
        "relief_upto": [_or_none(row["upto_tier"]) for row in rows],
    }
    return {name: np.array(values, np.int64) for name, values in columns.items()}


def _or_none(value: int | None) -> int:
    return NONE if value is None else value
