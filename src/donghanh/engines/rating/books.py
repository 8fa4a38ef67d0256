"""
The law as whole numbers: price lists become books, by category, voltage, and price list where one is forced.

For `packing`, and for the reader of files in bulk, which knows bills by the places of words in their lists.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import polars as pl

from donghanh.engines.rating.law import Law
from donghanh.engines.rating.numbers import NONE, LawNumbers
from donghanh.kernel.billing_tables import (
    ANY_VOLTAGE,
    CATEGORIES,
    PRICES,
    REACTIVE,
    REGISTERS,
    RELIEF_EFFECTS,
    RELIEFS,
    TENANTS,
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

    instruments, reliefs : names of price lists and reductions; their places are the numbers of bills
    row_source, reactive_source, relief_source : key of the source, by row
    """

    numbers: LawNumbers
    instruments: tuple[str, ...]
    reliefs: tuple[str, ...]
    row_source: list[str]
    reactive_source: list[str]
    relief_source: list[str]


_KEPT: WeakKeyDictionary[Law, LawBooks] = WeakKeyDictionary()


def law_books(law: Law) -> LawBooks:
    """
    Turn the law into books; they are kept as long as the law is.

    raises : FrameDoesNotFit
    """
    if law not in _KEPT:
        _KEPT[law] = _books_of(law)
    return _KEPT[law]


def _books_of(law: Law) -> LawBooks:
    shelf = _Books()
    instruments = tuple(sorted(law.prices["instrument"].unique()))
    for name, rows in sorted(_by_book(PRICES.require(law.prices)).items()):
        shelf.add(name, rows)
    reliefs = RELIEFS.require(law.reliefs).to_dicts()
    names = tuple(dict.fromkeys(str(row["relief"]) for row in reliefs))
    reactive = REACTIVE.require(law.reactive).to_dicts()
    numbers = LawNumbers(
        book_of=_book_of(shelf, instruments),
        **{name: _ints(values) for name, values in shelf.columns.items()},
        row_mark=_marks(shelf.source),
        **_vat(VAT.require(law.vat).sort("from_on")),
        **_reactive(reactive),
        **_reliefs(reliefs, names),
        **_tenants(TENANTS.require(law.tenants).sort("from_on")),
        instruments=len(instruments),
        most_tiers=max(shelf.columns["entry_count"], default=1),
    )
    sources = [[str(row["source"]) for row in rows] for rows in (reactive, reliefs)]
    return LawBooks(numbers, instruments, names, shelf.source, *sources)


def day_number(day: date | None) -> int:
    """Days since 1970; FAR for no day."""
    return FAR if day is None else day.toordinal() - EPOCH


class _Books:
    """Books put up one after the other."""

    def __init__(self) -> None:
        names = (
            "entry_from",
            "entry_until",
            "entry_row",
            "entry_count",
            "row_tier",
            "row_width",
            "row_price",
        )
        self.columns: dict[str, list[int]] = {"book_first": [0], **{name: [] for name in names}}
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


def _book_of(shelf: _Books, instruments: tuple[str, ...]) -> Any:
    """Books by category, voltage and forced price list, as one table; see `numbers.LawNumbers`."""
    forced = ("", *instruments)
    return _ints(
        shelf.book_of.get((category, voltage, name), NONE)
        for category in CATEGORIES
        for voltage in VOLTAGES
        for name in forced
    )


def _vat(vat: pl.DataFrame) -> dict[str, Any]:
    rows = vat.to_dicts()
    return _spans("vat", rows, "on") | {"vat_percent": _ints(row["percent"] for row in rows)}


def _tenants(tenants: pl.DataFrame) -> dict[str, Any]:
    rows = tenants.to_dicts()
    return _spans("tenants", rows, "on") | {"tenants_tier": _ints(row["tier"] for row in rows)}


def _reactive(rows: list[Row]) -> dict[str, Any]:
    return _spans("reactive", rows, "on") | {
        "reactive_cos_phi": _ints(row["cos_phi_percent"] for row in rows),
        "reactive_percent": _ints(row["percent_hundredths"] for row in rows),
        "reactive_mark": _marks([row["source"] for row in rows]),
    }


def _reliefs(rows: list[Row], names: tuple[str, ...]) -> dict[str, Any]:
    categories = dict(zip(CATEGORIES, range(len(CATEGORIES)), strict=True))
    return _spans("relief", rows, "month") | {
        "relief_name": _ints(names.index(row["relief"]) for row in rows),
        "relief_category": _ints(categories[row["category"]] for row in rows),
        "relief_is_enabled": _ints(row["is_enabled"] for row in rows),
        "relief_effect": _ints(RELIEF_EFFECTS.index(row["effect"]) for row in rows),
        "relief_percent": _ints(_or_none(row["percent_hundredths"]) for row in rows),
        "relief_threshold": _ints(_or_none(row["threshold_kwh"]) for row in rows),
        "relief_above": _ints(_or_none(row["percent_hundredths_above"]) for row in rows),
        "relief_upto": _ints(_or_none(row["upto_tier"]) for row in rows),
        "relief_as_category": _ints(categories.get(row["as_category"], NONE) for row in rows),
        "relief_mark": _marks([row["source"] for row in rows]),
    }


def _spans(name: str, rows: list[Row], unit: str) -> dict[str, Any]:
    return {
        f"{name}_from": _ints(day_number(row[f"from_{unit}"]) for row in rows),
        f"{name}_until": _ints(day_number(row[f"until_{unit}"]) for row in rows),
    }


def _marks(sources: list[str]) -> Any:
    """56 bits of each name: what the fold of lines knows a source by."""
    return _ints(int.from_bytes(hashlib.sha256(source.encode()).digest()[:7], "big") for source in sources)


def _ints(values: Iterable[Any]) -> Any:
    return np.array([int(value) for value in values], np.int64)


def _or_none(value: int | None) -> int:
    return NONE if value is None else value
