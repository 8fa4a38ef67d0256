"""Lays bills, usage and households out as the columns over which the formula runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from donghanh.engines.rating.columns import (
    FINE,
    INSTRUMENT_UNKNOWN,
    NONE,
    RELIEF_CATEGORY,
    RELIEF_UNKNOWN,
    BillColumns,
    Numbers,
    QuotaColumns,
    UsageColumns,
)
from donghanh.engines.rating.law_columns import LaidOut
from donghanh.kernel.billing_tables import BILLS, CATEGORIES, QUOTAS, REGISTERS, USAGE, VOLTAGES


@dataclass(frozen=True)
class Asked:
    """
    What is to be rated, as columns.

    number : the caller's number of each bill, in the order of the columns
    known  : FINE, or why a word of the bill is not in the law
    """

    number: pl.Series
    bills: BillColumns
    usage: UsageColumns
    quotas: QuotaColumns
    known: Numbers


def ask(law: LaidOut, *, bills: pl.DataFrame, usage: pl.DataFrame, quotas: pl.DataFrame | None) -> Asked:
    """
    Lay out what is asked; the order of the rows does not matter.

    raises : FrameDoesNotFit, when a frame is not its table, or a row belongs to no bill
    """
    bills = BILLS.require(bills).sort("bill")
    relief = _relief_rows(law, bills)
    forced = _places(bills["instrument"], law.forced)
    known = np.full(bills.height, FINE, np.int64)
    known[(bills["instrument"].is_not_null().to_numpy()) & (forced == NONE)] = INSTRUMENT_UNKNOWN
    is_asked = bills["relief"].is_not_null().to_numpy()
    names = {name for name, _ in law.reliefs}
    known[is_asked & (relief == NONE)] = RELIEF_CATEGORY
    known[is_asked & ~bills["relief"].is_in(list(names)).fill_null(value=False).to_numpy()] = RELIEF_UNKNOWN
    months, month_days = _factor(bills)
    numbers = BillColumns(
        category=_words(bills["category"], CATEGORIES), voltage=_words(bills["voltage"], VOLTAGES),
        from_on=_days(bills["from_on"]), until_on=_days(bills["until_on"]), read_on=_days(bills["read_on"]),
        quota_quarters=_numbers(bills["quota_quarters"]),
        is_exact=_numbers(bills["quota_rounding"] == "exact"),
        is_tenants_undeclared=_numbers(bills["is_tenants_undeclared"]),
        cos_phi_percent=_numbers(bills["cos_phi_percent"]), relief=relief, forced=forced,
        months=months, month_days=month_days,
    )  # fmt: skip
    return Asked(bills["bill"], numbers, _usage(bills, usage), _quotas(bills, quotas), known)


def _factor(bills: pl.DataFrame) -> tuple[Numbers, Numbers]:
    """
    Answer the factor of a month's limits for one day, as months / days.

    A period of whole months (from a day to the same day, or from a month's end to a month's end) has as many
    quotas as months, however long these are; any other has N / T' with T' the days of the month before the
    one in which the next period begins.
    """
    start, until = pl.col("from_on"), pl.col("until_on")
    months = (until.dt.year() - start.dt.year()) * 12 + until.dt.month() - start.dt.month()
    moved = start.dt.offset_by(pl.format("{}mo", months))
    both_end = (start == start.dt.month_end()) & (until == until.dt.month_end())
    is_whole = ((moved == until) | both_end) & (months > 0)
    days = (until - start).dt.total_days().cast(pl.Int64)
    before = until.dt.month_start().dt.offset_by("-1d").dt.day().cast(pl.Int64)
    found = bills.select(
        months=pl.when(is_whole).then(months.cast(pl.Int64)).otherwise(1),
        days=pl.when(is_whole).then(days).otherwise(before),
    )
    return _numbers(found["months"]), _numbers(found["days"])


def _relief_rows(law: LaidOut, bills: pl.DataFrame) -> Numbers:
    if bills["relief"].null_count() == bills.height or not law.reliefs:
        return np.full(bills.height, NONE, np.int64)
    rows = [(relief, category, place) for (relief, category), place in law.reliefs.items()]
    table = pl.DataFrame(
        rows, schema={"relief": pl.String, "category": pl.String, "row": pl.Int64}, orient="row"
    )
    joined = bills.join(table, on=["relief", "category"], how="left", maintain_order="left")
    return _numbers(joined["row"])


def _usage(bills: pl.DataFrame, usage: pl.DataFrame) -> UsageColumns:
    usage = USAGE.require(usage).sort("bill", "register", "from_on")
    return UsageColumns(
        first=_first(bills, usage, "usage"), from_on=_days(usage["from_on"]),
        until_on=_days(usage["until_on"]), register=_words(usage["register"], REGISTERS),
        kwh=_numbers(usage["kwh"]),
    )  # fmt: skip


def _quotas(bills: pl.DataFrame, quotas: pl.DataFrame | None) -> QuotaColumns:
    quotas = QUOTAS.require(QUOTAS.empty() if quotas is None else quotas).sort("bill", "from_on")
    return QuotaColumns(
        first=_first(bills, quotas, "quotas"), from_on=_days(quotas["from_on"]),
        until_on=_days(quotas["until_on"]), quota_quarters=_numbers(quotas["quota_quarters"]),
    )  # fmt: skip


def _first(bills: pl.DataFrame, rows: pl.DataFrame, name: str) -> Numbers:
    from donghanh.kernel.tables import FrameDoesNotFit

    numbers = bills["bill"].to_numpy()
    keys = rows["bill"].to_numpy()
    first = np.searchsorted(keys, numbers, side="left")
    last = np.searchsorted(keys, numbers, side="right")
    if int((last - first).sum()) != rows.height:
        raise FrameDoesNotFit(f"Table {name} has rows whose bill is not among the bills; give each its bill.")
    return np.append(first, rows.height).astype(np.int64)


def _words(column: pl.Series, words: tuple[str, ...]) -> Numbers:
    return _numbers(column.cast(pl.Enum(words)).to_physical())


def _places(column: pl.Series, places: dict[str, int]) -> Numbers:
    return _numbers(column.replace_strict(places, default=None, return_dtype=pl.Int64))


def _days(column: pl.Series) -> Numbers:
    return _numbers(column.to_physical())


def _numbers(column: pl.Series) -> Numbers:
    return column.cast(pl.Int64).fill_null(NONE).to_numpy().astype(np.int64, copy=False)
