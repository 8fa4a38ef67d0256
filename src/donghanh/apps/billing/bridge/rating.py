"""Rating in one place: what rating answers, with 64 bits over the lines of each bill."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from donghanh.apps.billing.bridge.rows import Bill
from donghanh.engines.billing import lines_check
from donghanh.engines.rating import rate
from donghanh.engines.rating.law import Law


@dataclass(frozen=True)
class Made:
    """
    What rating made of some bills.

    totals  : TOTALS with `lines_check`, by bill
    lines   : LINES
    refused : REFUSED
    """

    totals: pl.DataFrame
    lines: pl.DataFrame
    refused: pl.DataFrame


def made(*, law: Law, bill: Bill) -> Made:
    """Rate bills and fold their lines."""
    rated = rate(law, bills=bill.bills, usage=bill.usage, quotas=bill.quotas if bill.quotas.height else None)
    checks = lines_check(lines=rated.lines)
    totals = rated.totals.join(checks, on="bill", how="left").with_columns(pl.col("lines_check").fill_null(0))
    return Made(totals.sort("bill"), rated.lines, rated.refused)
