"""How an invoice is named in the books and on pages: "01GTKT0/001-ND/21E-0000012"."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl

HOUSE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DIGITS = 7


def reference(*, template: str, symbol: str, number: int) -> str:
    """
    Name an invoice.

    >>> reference(template="01GTKT0/001", symbol="ND/21E", number=12)
    '01GTKT0/001-ND/21E-0000012'
    """
    return f"{template}-{symbol}-{number:0{DIGITS}}"


def reference_column(*, template: str, symbol: str) -> pl.Expr:
    """Name invoices of one series by the column `number`."""
    number = pl.col("number").cast(pl.String).str.zfill(DIGITS)
    return pl.concat_str(pl.lit(f"{template}-{symbol}-"), number)


def house_day(at: datetime) -> date:
    """Answer the day of a moment where the company works."""
    return at.astimezone(HOUSE_ZONE).date()
