"""Lays the law out as the flat tables over which the formula runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from donghanh.engines.rating.columns import (
    COS_PHIS,
    FOREVER,
    NONE,
    REGISTERS,
    LawColumns,
    Numbers,
)
from donghanh.engines.rating.law import Law
from donghanh.kernel.billing_tables import (
    ANY_VOLTAGE,
    CATEGORIES,
    RELIEF_EFFECTS,
    VOLTAGES,
)
from donghanh.kernel.billing_tables import (
    REGISTERS as REGISTER_WORDS,
)

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class LaidOut:
    """
    The law as tables, and what their numbers stand for.

    forced  : period of each price list when it is forced
    reliefs : row of (relief, category); None alone stands for a relief of any category
    sources : the key of each number of a source
    """

    columns: LawColumns
    forced: dict[str, int]
    reliefs: dict[tuple[str, str], int]
    sources: list[str]


def lay_out(law: Law) -> LaidOut:
    """Lay a law out; a price list whose days are empty is reached by forcing it alone."""
    sources = _Sources()
    starts = _change_days(law.prices)
    lists = law.prices["instrument"].unique(maintain_order=True).to_list()
    periods: list[tuple[date | None, str | None]] = [(day, None) for day in starts]
    periods += [(None, name) for name in lists]
    prices = _prices(law.prices, periods, sources)
    vat = law.vat.sort("from_on")
    columns = LawColumns(
        categories=len(CATEGORIES), voltages=len(VOLTAGES), dated=len(starts), tenants_tier=law.tenants_tier,
        period_from=_days(starts), **prices,
        vat_from=_days(vat["from_on"]), vat_until=_days(vat["until_on"]),
        vat_percent=_numbers(vat["percent"]), **_reactive(law.reactive, sources),
        **_reliefs(law.reliefs, sources),
    )  # fmt: skip
    rows = law.reliefs.select("relief", "category").rows()
    forced = {name: len(starts) + place for place, name in enumerate(lists)}
    return LaidOut(columns, forced, {row: place for place, row in enumerate(rows)}, sources.keys)


class _Sources:
    def __init__(self) -> None:
        self.keys: list[str] = []
        self._places: dict[str, int] = {}

    def place(self, key: str) -> int:
        if key not in self._places:
            self._places[key] = len(self.keys)
            self.keys.append(key)
        return self._places[key]


def _change_days(prices: pl.DataFrame) -> list[date]:
    dated = prices.filter(pl.col("until_on").is_null() | (pl.col("until_on") > pl.col("from_on")))
    ends = dated["until_on"].drop_nulls()
    return sorted({*dated["from_on"], *ends})


def _prices(
    prices: pl.DataFrame, periods: list[tuple[date | None, str | None]], sources: _Sources
) -> dict[str, Any]:
    tiers = int(prices["tier"].max() or 1)  # type: ignore[arg-type]
    shape = (len(periods), len(CATEGORIES), len(VOLTAGES), REGISTERS, tiers)
    found = {name: np.full(shape, NONE, np.int64) for name in ("price", "width", "source")}
    counts = np.zeros(shape[:-1], np.int64)
    lists = np.full(shape[:2], NONE, np.int64)
    names = prices["instrument"].unique(maintain_order=True).to_list()
    for row, below in _with_lower_limits(prices):
        category = CATEGORIES.index(row["category"])
        register = REGISTER_WORDS.index(row["register"])
        width = NONE if row["tier_until_kwh"] is None else row["tier_until_kwh"] - below
        for period in _periods_of(row, periods):
            lists[period, category] = names.index(row["instrument"])
            for voltage in _voltages_of(row["voltage"]):
                at = (period, category, voltage, register, row["tier"] - 1)
                found["price"][at] = row["price"]
                found["width"][at] = width
                found["source"][at] = sources.place(row["source"])
                counts[at[:-1]] = max(counts[at[:-1]], row["tier"])
    flat = {name: table.ravel() for name, table in found.items()}
    return {**flat, "tiers": tiers, "tier_count": counts.ravel(), "instrument": lists.ravel()}


def _with_lower_limits(prices: pl.DataFrame) -> Iterator[tuple[dict[str, Any], int]]:
    keys = ["instrument", "from_on", "category", "voltage", "register"]
    ordered = prices.sort(*keys, "tier").to_dicts()
    previous: list[dict[str, Any] | None] = [None, *ordered]
    for before, row in pairwise(previous):
        if row is not None:
            is_next = before is not None and all(before[key] == row[key] for key in keys)
            yield row, (before["tier_until_kwh"] or 0) if is_next and before is not None else 0


def _periods_of(row: dict[str, Any], periods: list[tuple[date | None, str | None]]) -> Iterator[int]:
    for place, (day, name) in enumerate(periods):
        if day is None:
            if name == row["instrument"]:
                yield place
        elif row["from_on"] <= day and (row["until_on"] is None or day < row["until_on"]):
            yield place


def _voltages_of(word: str) -> Iterable[int]:
    return range(len(VOLTAGES)) if word == ANY_VOLTAGE else (VOLTAGES.index(word),)


def _reactive(reactive: pl.DataFrame, sources: _Sources) -> dict[str, Any]:
    tables = reactive.select("from_on", "until_on").unique(maintain_order=True)
    rows = np.full((tables.height, COS_PHIS), NONE, np.int64)
    listed = reactive.with_row_index("row")
    for place, from_on in enumerate(tables["from_on"]):
        of_table = listed.filter(pl.col("from_on") == from_on).sort("cos_phi_percent")
        for cos_phi, row in of_table.select("cos_phi_percent", "row").iter_rows():
            rows[place, cos_phi] = row
        if of_table.height:
            rows[place, : of_table["cos_phi_percent"][0]] = of_table["row"][0]
    return {
        "reactive_from": _days(tables["from_on"]),
        "reactive_until": _days(tables["until_on"]),
        "reactive_row": rows.ravel(),
        "reactive_percent": _numbers(reactive["percent_hundredths"]),
        "reactive_source": np.array([sources.place(key) for key in reactive["source"]], np.int64),
    }


def _reliefs(reliefs: pl.DataFrame, sources: _Sources) -> dict[str, Any]:
    others = [NONE if word is None else CATEGORIES.index(word) for word in reliefs["as_category"]]
    return {
        "relief_effect": np.array([RELIEF_EFFECTS.index(word) for word in reliefs["effect"]], np.int64),
        "relief_percent": _numbers(reliefs["percent_hundredths"]),
        "relief_threshold": _numbers(reliefs["threshold_kwh"]),
        "relief_percent_above": _numbers(reliefs["percent_hundredths_above"]),
        "relief_upto_tier": _numbers(reliefs["upto_tier"]),
        "relief_as_category": np.array(others, np.int64),
        "relief_enabled": _numbers(reliefs["is_enabled"]),
        "relief_source": np.array([sources.place(key) for key in reliefs["source"]], np.int64),
    }


def _days(days: Iterable[date | None]) -> Numbers:
    return np.array([FOREVER if day is None else (day - EPOCH).days for day in days], np.int64)


def _numbers(column: pl.Series) -> Numbers:
    return column.cast(pl.Int64).fill_null(NONE).to_numpy().astype(np.int64)
