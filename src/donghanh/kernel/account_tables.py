"""
The columns in which money that is owed travels: from the billing run to the accounts.

For billing, which makes them, and accounts, which enter them into the books. Money is whole đồng.
"""

from __future__ import annotations

import polars as pl

from donghanh.kernel.billing_tables import CATEGORIES
from donghanh.kernel.tables import Column, Table

CHARGES = Table(
    "charges",
    (
        Column("invoice", "", pl.String, "series and number of the invoice; entered once", is_key=True),
        Column("code", "", pl.String, "customer code"),
        Column("unit_code", "", pl.String, "power unit that billed"),
        Column("category", "", pl.String, "price group: the sort of revenue", words=CATEGORIES),
        Column("month", "day", pl.Date, "first day of the bill month"),
        Column("net_amount", "đồng", pl.Int64, "before VAT, not negative"),
        Column("vat_amount", "đồng", pl.Int64, "VAT, not negative"),
        Column("total_amount", "đồng", pl.Int64, "to be paid: net and VAT"),
    ),
)
ADJUSTMENTS = Table(
    "adjustments",
    (
        Column("adjustment", "", pl.String, "series and number of the adjustment; entered once", is_key=True),
        Column("invoice", "", pl.String, "the invoice that it points back to"),
        Column("net_amount", "đồng", pl.Int64, "before VAT; negative lowers the bill"),
        Column("vat_amount", "đồng", pl.Int64, "VAT, of the same sign or zero"),
        Column("total_amount", "đồng", pl.Int64, "net and VAT"),
    ),
)
OPEN_INVOICES = Table(
    "open_invoices",
    (
        Column("invoice", "", pl.String, "series and number", is_key=True),
        Column("code", "", pl.String, "customer code"),
        Column("issued_on", "day", pl.Date, "day of issue"),
        Column("due_on", "day", pl.Date, "last day on which it is paid in time"),
        Column("owed", "đồng", pl.Int64, "what is still owed"),
    ),
)
COLLECTED = Table(
    "collected",
    (
        Column("key", "", pl.String, "of the sender; entered once", is_key=True),
        Column("invoice", "", pl.String, "the invoice that was paid"),
        Column("amount", "đồng", pl.Int64, "what came in; beyond what is owed it becomes credit"),
        Column("account", "", pl.String, "where it came in", words=("cash", "bank")),
        Column("on", "day", pl.Date, "day on which it came in"),
    ),
)
