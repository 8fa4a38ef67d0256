"""Bills of past months as rating reads them: to tell what another law would have cost."""

from __future__ import annotations

from datetime import date

import polars as pl

from donghanh.apps.customers.bridge.copying import copy_out
from donghanh.apps.tariffs.ports import History
from donghanh.kernel.billing_tables import BILLS, QUOTAS, USAGE

KEPT = """
SELECT {columns} FROM billing_invoice WHERE kind = 'original' AND month >= %s AND month < %s ORDER BY bill
"""
METERED = pl.Struct({"usage": pl.List(pl.List(pl.String)), "quotas": pl.List(pl.List(pl.String))})


def history(from_month: date, until_month: date) -> History:
    """Answer the originals of the bill months from the first until (not including) the second."""
    schema = {**BILLS.schema, "unit_code": pl.String, "metered": pl.String}
    kept = copy_out(
        query=KEPT.format(columns=", ".join(schema)), parameters=[from_month, until_month], schema=schema
    )
    told = kept.select("bill", pl.col("metered").str.json_decode(METERED)).unnest("metered")
    return History(
        bills=kept.select(BILLS.schema.names()),
        usage=_laid_out(told, "usage", ("from_on", "until_on", "register", "kwh"), USAGE.schema),
        quotas=_laid_out(told, "quotas", ("from_on", "until_on", "quota_quarters"), QUOTAS.schema),
        units=kept.select("bill", "unit_code"),
    )


def _laid_out(told: pl.DataFrame, name: str, fields: tuple[str, ...], schema: pl.Schema) -> pl.DataFrame:
    each = told.select("bill", name).explode(name).drop_nulls()
    columns = [pl.col(name).list.get(at).alias(field) for at, field in enumerate(fields)]
    days = [pl.col(field).str.to_date() for field in fields if field.endswith("_on")]
    return each.select("bill", *columns).with_columns(days).cast(dict(schema)).select(list(schema))
