"""What must still be known tomorrow of invoices: series, runs, one row an invoice, and corrections."""

from donghanh.apps.billing.models.corrections import CorrectionDecision, CorrectionProposal
from donghanh.apps.billing.models.invoices import Invoice
from donghanh.apps.billing.models.runs import BillingRun, RunRest
from donghanh.apps.billing.models.series import InvoiceSeries

__all__ = [
    "BillingRun",
    "CorrectionDecision",
    "CorrectionProposal",
    "Invoice",
    "InvoiceSeries",
    "RunRest",
]
