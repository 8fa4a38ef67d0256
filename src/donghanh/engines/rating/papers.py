"""
Numbers of the formula as frames of TOTALS, LINES and REFUSED.

For `rating`.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from donghanh.engines.rating import faults
from donghanh.engines.rating.books import EPOCH, LawBooks
from donghanh.engines.rating.numbers import NONE, LineNumbers, TotalNumbers
from donghanh.engines.rating.writing import ENERGY, REACTIVE
from donghanh.kernel.billing_tables import LINE_KINDS, LINES, REFUSED, REGISTERS, TOTALS

DAY_FACTS = {
    faults.PERIOD_BACKWARDS, faults.USAGE_BACKWARDS, faults.USAGE_GAP, faults.QUOTA_GAP, faults.PRICE_MISSING,
    faults.VAT_MISSING, faults.TENANTS_MISSING,
}  # fmt: skip
NUMBER_FACTS = {faults.KWH_NEGATIVE, faults.KWH_TOO_LARGE, faults.QUOTA_NOT_POSITIVE}
SHOWN = (
    "category", "voltage", "from_on", "until_on", "read_on", "quota_quarters", "cos_phi_percent", "relief",
    "instrument",
)  # fmt: skip


def total_frame(bill: pl.Series, totals: TotalNumbers) -> pl.DataFrame:
    """TOTALS of the bills without fault, in their order."""
    frame = pl.DataFrame(
        {
            "bill": bill,
            "kwh": totals.kwh,
            "gross_amount": totals.gross,
            "relief_amount": totals.relief,
            "net_amount": totals.net,
            "vat_percent": totals.vat_percent,
            "vat_amount": totals.vat,
            "total_amount": totals.total,
        },
        schema=TOTALS.schema,
    )
    is_whole = np.asarray(totals.fault) == 0
    return frame if is_whole.all() else frame.filter(pl.Series(is_whole))


def line_frame(books: LawBooks, bill: pl.Series, totals: TotalNumbers, lines: LineNumbers) -> pl.DataFrame:
    """LINES of all bills without fault, in their order and each bill's."""
    counts = np.where(np.asarray(totals.fault) == 0, np.asarray(totals.line), 0)
    place = np.repeat(np.arange(len(counts)), counts)
    kind = np.asarray(lines.kind)
    frame = pl.DataFrame({name: np.asarray(values) for name, values in zip(
        LineNumbers._fields[1:], lines[1:], strict=True)})  # fmt: skip
    named = frame.with_columns(
        bill=bill.gather(place),
        line=pl.Series(np.arange(len(place)) - np.asarray(lines.first)[place] + 1, dtype=pl.Int32),
        kind=_words(kind, LINE_KINDS),
        register=_words(np.asarray(lines.register), REGISTERS),
        source=_sources(books, kind, np.asarray(lines.source)),
    )
    unknown = pl.col("tier", "kwh_scaled", "kwh_scale", "price", "basis_amount", "percent_hundredths")
    days = pl.col("from_day", "until_day").cast(pl.Int32).cast(pl.Date)
    columns = named.rename({"basis": "basis_amount", "percent": "percent_hundredths"}).with_columns(
        pl.when(unknown != NONE).then(unknown), days
    )
    return columns.rename({"from_day": "from_on", "until_day": "until_on"}).select(
        pl.col(name).cast(type_) for name, type_ in LINES.schema.items()
    )


def refused_frame(bills: pl.DataFrame, totals: TotalNumbers) -> pl.DataFrame:
    """REFUSED: rule, and as facts what was found beside what the bill asked for."""
    fault = np.asarray(totals.fault)
    found = np.flatnonzero(fault)
    if not len(found):
        return REFUSED.empty()
    rows = bills[found].to_dicts()
    refused = [
        (row["bill"], faults.RULES[fault[at] - 1], _facts(row, int(fault[at]), int(totals.fault_fact[at])))
        for at, row in zip(found.tolist(), rows, strict=True)
    ]
    return pl.DataFrame(refused, schema=REFUSED.schema, orient="row")


def _facts(row: dict[str, Any], fault: int, fact: int) -> str:
    facts = {name: row[name] for name in SHOWN if row[name] is not None}
    if fault in DAY_FACTS and abs(fact) < EPOCH and fact:
        facts["found_on"] = date.fromordinal(fact + EPOCH)
    if fault in NUMBER_FACTS:
        facts["found"] = fact
    return json.dumps(facts, ensure_ascii=False, default=str, sort_keys=True)


def _words(places: Any, words: tuple[str, ...]) -> pl.Series:
    """Words by their places; null for NONE."""
    place = np.where(places == NONE, len(words), places)
    return pl.Series([*words, None], dtype=pl.String).gather(pl.Series(place, dtype=pl.Int64))


def _sources(books: LawBooks, kind: Any, rows: Any) -> pl.Series:
    """Sources one after another: of prices, of reactive power, of reductions."""
    names = [*books.row_source, *books.reactive_source, *books.relief_source]
    before_relief = len(books.row_source) + len(books.reactive_source)
    start = np.where(kind == ENERGY, 0, np.where(kind == REACTIVE, len(books.row_source), before_relief))
    return pl.Series(names, dtype=pl.String).gather(pl.Series(start + rows, dtype=pl.Int64))
