"""A question for one bill, checked and in the words of the law; and its frames for rating."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.kernel.billing_tables import BILLS, QUARTERS, USAGE

ONE_BILL = 1


@dataclass(frozen=True)
class BillAsked:
    """
    One bill to be made.

    used         : (register, kWh) as the meter counts; one register "all" without times of use
    until_on     : first day after the period
    round, use   : a round of reductions and, where it has several groups, which one; empty for none
    relief       : the group of a reduction that was found for them, RELIEFS.relief
    instrument   : the price list to force, or None for that of each day
    """

    category: str
    used: tuple[tuple[str, int], ...]
    from_on: date
    until_on: date
    read_on: date
    voltage: str = "under_6kv"
    quota_quarters: int = QUARTERS
    quota_rounding: str = "whole"
    is_tenants_undeclared: bool = False
    cos_phi_percent: int | None = None
    round: str = ""
    use: str = ""
    relief: str | None = None
    instrument: str | None = None


def frames_of(asked: BillAsked) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Answer the frames BILLS and USAGE of one question, its bill being number 1."""
    bill = {
        column.name: [ONE_BILL if column.name == "bill" else getattr(asked, column.name)]
        for column in BILLS.columns
    }
    usage = [
        {"bill": ONE_BILL, "from_on": asked.from_on, "until_on": asked.until_on, "register": name, "kwh": kwh}
        for name, kwh in asked.used
    ]
    return pl.DataFrame(bill, schema=BILLS.schema), pl.DataFrame(usage, schema=USAGE.schema)
