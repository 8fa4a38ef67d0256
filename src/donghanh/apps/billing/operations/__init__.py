"""Acts on invoices: billing runs, and corrections that point back to what they correct."""

from donghanh.apps.billing.operations.adjusting import Adjusted, adjust, adjust_for_reliefs
from donghanh.apps.billing.operations.asking import ask_for_run
from donghanh.apps.billing.operations.correcting import (
    confirm_correction,
    propose_correction,
    refuse_correction,
)
from donghanh.apps.billing.operations.papers import invoice_pdf, invoice_xml
from donghanh.apps.billing.operations.reading import read_invoice
from donghanh.apps.billing.operations.running import RunTold, dry_run, run_billing

__all__ = [
    "Adjusted",
    "RunTold",
    "adjust",
    "adjust_for_reliefs",
    "ask_for_run",
    "confirm_correction",
    "dry_run",
    "invoice_pdf",
    "invoice_xml",
    "propose_correction",
    "read_invoice",
    "refuse_correction",
    "run_billing",
]
