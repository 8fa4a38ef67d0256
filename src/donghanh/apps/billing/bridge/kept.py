"""Invoices that are kept, as columns: which bills are invoiced, and the digest of a unit's month."""

from __future__ import annotations

from datetime import date

import polars as pl

from donghanh.apps.customers.bridge.copying import copy_out
from donghanh.engines.billing import digest_of_results
from donghanh.engines.billing.digests import RESULT

OF_MONTH = """
SELECT {columns} FROM billing_invoice invoice JOIN billing_billingrun run ON run.id = invoice.run_id
WHERE invoice.kind = 'original' AND run.unit_code = %s AND run.month = %s
"""


def invoiced_bills(*, unit_code: str, month: date) -> pl.DataFrame:
    """Answer the bills of a unit's month that have an invoice: bill."""
    query = OF_MONTH.format(columns="invoice.bill")
    return copy_out(query=query, parameters=[unit_code, month], schema={"bill": pl.Int64})


def result_digest(*, unit_code: str, month: date) -> str:
    """Make the digest over all originals of a unit's month."""
    query = OF_MONTH.format(columns=", ".join(f"invoice.{name}" for name in RESULT))
    schema = dict.fromkeys(RESULT, pl.Int64)
    results = copy_out(query=query, parameters=[unit_code, month], schema=schema)
    return digest_of_results(results=results)
