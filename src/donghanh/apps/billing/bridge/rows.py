"""Rows of invoices out of bills, who is behind them, and what rating made of them; and bills out of rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.db import connection

from donghanh.apps.billing.bridge.binary import HEADER, TRAILER, binary_rows
from donghanh.apps.billing.models.series import NUMBERS_A_SERIES
from donghanh.kernel.billing_tables import BILLS, QUOTAS, TOTALS, USAGE

WHO = ("name", "address", "tax_code")
FIXED = (
    "id", "series_id", "run_id", "number", "bill", "month", "from_on", "until_on", "read_on",
    "quota_quarters", "is_tenants_undeclared", "kwh", "gross_amount", "relief_amount", "net_amount",
    "vat_percent", "vat_amount", "total_amount", "lines_check",
)  # fmt: skip
TEXTS = (
    "kind", "unit_code", "code", "category", "voltage", "quota_rounding", "name", "address", "metered",
    "tax_code", "relief", "instrument", "cos_phi_percent",
)  # fmt: skip
COLUMNS = (*FIXED, *TEXTS)


@dataclass(frozen=True)
class Bill:
    """The frames from which one or more kept invoices are rated again."""

    bills: pl.DataFrame
    usage: pl.DataFrame
    quotas: pl.DataFrame


def with_metered(
    *, bills: pl.DataFrame, usage: pl.DataFrame, quotas: pl.DataFrame, registers: pl.DataFrame
) -> pl.DataFrame:
    """Add `metered` to bills: registers, usage and quotas as compact JSON. registers: bill, registers."""
    used = usage.sort("bill", "from_on", "register").select(
        "bill", one=pl.format('["{}","{}","{}",{}]', "from_on", "until_on", "register", "kwh")
    )
    shared = quotas.sort("bill", "from_on").select(
        "bill", one=pl.format('["{}","{}",{}]', "from_on", "until_on", "quota_quarters")
    )
    told = bills
    for name, rows in (("used", used), ("shared", shared)):
        told = told.join(_joined(rows).rename({"one": name}), on="bill", how="left")
    told = told.with_columns(pl.col("used", "shared").fill_null(""))
    told = told.join(registers.select("bill", "registers"), on="bill", how="left")
    metered = pl.concat_str(
        pl.lit('{"registers":'), pl.col("registers").fill_null("[]"), pl.lit(',"usage":['), "used",
        pl.lit('],"quotas":['), "shared", pl.lit("]}"),
    )  # fmt: skip
    return told.with_columns(metered=metered).drop("used", "shared", "registers")


def _joined(rows: pl.DataFrame) -> pl.DataFrame:
    """Texts of each bill with commas between; rows are in order of bills, and most bills have one row."""
    is_alone = (pl.col("bill") != pl.col("bill").shift(1)).fill_null(value=True) & (
        pl.col("bill") != pl.col("bill").shift(-1)
    ).fill_null(value=True)
    marked = rows.with_columns(is_alone=is_alone)
    several = marked.filter(~pl.col("is_alone")).group_by("bill").agg(pl.col("one").str.join(","))
    return pl.concat([marked.filter("is_alone").drop("is_alone"), several])


def numbered(*, rows: pl.DataFrame, series: int, first: int, run: int, kind: str | pl.Expr) -> pl.DataFrame:
    """Give rows their numbers in the order they stand, and bring them into the columns of the table."""
    number = pl.int_range(first, first + rows.height, dtype=pl.Int32, eager=False)
    said = pl.lit(kind) if isinstance(kind, str) else kind
    return rows.with_columns(
        number=number, series_id=pl.lit(series, pl.Int64), run_id=pl.lit(run, pl.Int64), kind=said
    ).with_columns(id=series * NUMBERS_A_SERIES + pl.col("number").cast(pl.Int64))


def copy_rows(*, rows: pl.DataFrame, more: Sequence[str] = ()) -> None:
    """COPY rows in; `more` names columns beyond those of an original."""
    names = [*COLUMNS, *more]
    told = ", ".join(f'"{name}"' for name in names)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY billing_invoice ({told}) FROM STDIN (FORMAT binary)") as copy,
    ):
        copy.write(HEADER)
        copy.write(memoryview(binary_rows(frame=rows.select(names))))
        copy.write(TRAILER)


def bills_of_rows(*, rows: Sequence[dict[str, Any]]) -> Bill:
    """Read the frames for rating back out of kept invoices."""
    bills = [{name: row[name] for name in BILLS.schema.names()} for row in rows]
    usage, quotas = [], []
    for row in rows:
        metered = json.loads(row["metered"])
        for start, until, register, kwh in metered["usage"]:
            usage.append((row["bill"], _day(start), _day(until), register, kwh))
        for start, until, quarters in metered["quotas"]:
            quotas.append((row["bill"], _day(start), _day(until), quarters))
    return Bill(
        pl.DataFrame(bills, schema=dict(BILLS.schema)),
        pl.DataFrame(usage, schema=dict(USAGE.schema), orient="row"),
        pl.DataFrame(quotas, schema=dict(QUOTAS.schema), orient="row"),
    )


def totals_of_row(row: dict[str, Any]) -> dict[str, int]:
    """Pick the columns of TOTALS."""
    return {name: row[name] for name in TOTALS.schema.names()}


def _day(text: str) -> date:
    return date.fromisoformat(text)
