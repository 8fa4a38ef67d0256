"""Questions about runs and invoices, answered with plain values and scoped to who asks."""

from donghanh.apps.billing.queries.cards import CorrectionRow, InvoiceCard, invoice
from donghanh.apps.billing.queries.for_reliefs import billed, given
from donghanh.apps.billing.queries.history import history
from donghanh.apps.billing.queries.lines import Reproduced, lines_of
from donghanh.apps.billing.queries.lists import InvoicePage, InvoiceRow, invoices
from donghanh.apps.billing.queries.lookup import HeldInvoice, invoice_by_code
from donghanh.apps.billing.queries.paid import reliefs_paid
from donghanh.apps.billing.queries.runs import BillingRunCard, RestRow, gaps, run, run_units, runs

__all__ = [
    "CorrectionRow",
    "HeldInvoice",
    "InvoiceCard",
    "InvoicePage",
    "InvoiceRow",
    "Reproduced",
    "RestRow",
    "BillingRunCard",
    "billed",
    "gaps",
    "given",
    "history",
    "invoice",
    "invoice_by_code",
    "invoices",
    "lines_of",
    "reliefs_paid",
    "run",
    "run_units",
    "runs",
]
