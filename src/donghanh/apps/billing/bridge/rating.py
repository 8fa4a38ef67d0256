"""Rating in one place: what rating answers, with 62 bits over the lines of each bill."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from donghanh.apps.billing.bridge.rows import Bill
from donghanh.engines.rating import rate, rate_checked
from donghanh.engines.rating.law import Law


@dataclass(frozen=True)
class Made:
    """
    What rating made of some bills.

    totals  : TOTALS with `lines_check`, by bill
    refused : REFUSED
    """

    totals: pl.DataFrame
    refused: pl.DataFrame


def made(*, law: Law, bill: Bill) -> Made:
    """Rate bills and fold their lines, which nobody keeps."""
    return Made(*rate_checked(law, bills=bill.bills, usage=bill.usage, quotas=_quotas(bill)))


def lines_made(*, law: Law, bill: Bill) -> pl.DataFrame:
    """Rate bills and write their lines: LINES."""
    return rate(law, bills=bill.bills, usage=bill.usage, quotas=_quotas(bill)).lines


def _quotas(bill: Bill) -> pl.DataFrame | None:
    return bill.quotas if bill.quotas.height else None
