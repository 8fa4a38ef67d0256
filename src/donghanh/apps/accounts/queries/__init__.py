"""Questions about accounts, answered with plain values and scoped to who asks."""

from donghanh.apps.accounts.queries.ageing import Ageing, AgeingRow, DebtorRow, DebtorsPage, ageing, debtors
from donghanh.apps.accounts.queries.books import (
    BooksCheck,
    Difference,
    TrialBalance,
    TrialLine,
    check_books,
    trial_balance,
)
from donghanh.apps.accounts.queries.credits import CreditRow, RefundRow, credits_in_sight, refunds
from donghanh.apps.accounts.queries.open_invoices import open_invoices
from donghanh.apps.accounts.queries.owed import InvoiceOwed, owed_of
from donghanh.apps.accounts.queries.statements import Statement, StatementLine, statement

__all__ = [
    "Ageing",
    "AgeingRow",
    "BooksCheck",
    "CreditRow",
    "DebtorRow",
    "DebtorsPage",
    "Difference",
    "InvoiceOwed",
    "RefundRow",
    "Statement",
    "StatementLine",
    "TrialBalance",
    "TrialLine",
    "ageing",
    "check_books",
    "credits_in_sight",
    "debtors",
    "open_invoices",
    "owed_of",
    "refunds",
    "statement",
    "trial_balance",
]
