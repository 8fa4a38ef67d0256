"""Says which of the rows of a file name somebody who is nominated already, in the same words or nearly so."""

from __future__ import annotations

import polars as pl

from donghanh.kernel.text import fold_column


def compare_with_standing(*, rows: pl.DataFrame, standing: pl.DataFrame) -> pl.DataFrame:
    """
    Say who of the clean rows is named already.

    rows     : as `Checked.rows`
    standing : activity, customer_code, search_key, kind, address, phone, quantity, reference, for the commune
    returns  : findings: `already-nominated` (error: the same customer, or the very same words),
               `same-name-nominated` (warning: the name, in other words), `named-for-another-activity` (note)
    """
    keyed = rows.with_columns(search_key=fold_column(rows["name"])).with_columns(
        pl.col("customer_code", "address", "phone").fill_null("")
    )
    by_customer = keyed.filter(pl.col("customer_code") != "").join(
        standing, on=["activity", "customer_code"], how="inner"
    )
    same = ["activity", "customer_code", "search_key", "kind", "address", "phone", "quantity"]
    by_words = keyed.join(standing, on=same, how="inner")
    errors = pl.concat([by_customer.select("row", "reference"), by_words.select("row", "reference")])
    errors = errors.unique("row", keep="first", maintain_order=True)
    alike = keyed.join(errors, on="row", how="anti")
    named = alike.join(standing, on=["activity", "search_key"], how="inner").unique("row", keep="first")
    other = alike.join(named, on="row", how="anti").join(standing, on="search_key", how="inner")
    return pl.concat(
        [
            _told(errors, "error", "already-nominated"),
            _told(named, "warning", "same-name-nominated"),
            _told(other.unique("row", keep="first"), "note", "named-for-another-activity"),
        ]
    ).sort("row")


def _told(rows: pl.DataFrame, severity: str, rule: str) -> pl.DataFrame:
    return rows.select(
        severity=pl.lit(severity), rule=pl.lit(rule), row="row", field=pl.lit("name"),
        found=pl.col("reference"), expected=pl.lit(None, pl.String),
    )  # fmt: skip
