"""
The chart of accounts as words: what customers owe and are owed, what was earned, what came in.

The numbers of the company's own chart (131, 511, 33311 …) are the accountants' and are not known here; an
export maps these words to them. A debit raises what others owe to us, a credit what we owe or earned.
"""

from __future__ import annotations

from donghanh.kernel.billing_tables import CATEGORIES

RECEIVABLE, CREDIT, REFUNDS_PAYABLE = "receivable", "credit", "refunds_payable"
OF_CUSTOMERS = (RECEIVABLE, CREDIT, REFUNDS_PAYABLE)
"""Kept for each customer: what is owed by invoices, what was paid too much, what is to be paid back."""

CASH, BANK = "cash", "bank"
CLEARING = (CASH, BANK)
VAT_PAYABLE = "vat_payable"
REVENUE = tuple(f"revenue_{category}" for category in CATEGORIES)
ACCOUNTS = (*OF_CUSTOMERS, *CLEARING, VAT_PAYABLE, *REVENUE)


def revenue_account(category: str) -> str:
    """
    Name the account of a price group's revenue.

    >>> revenue_account("residential")
    'revenue_residential'
    """
    return f"revenue_{category}"
