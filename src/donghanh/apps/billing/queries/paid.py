"""What reductions were really given, as the invoices say it: one side of a round's certificate."""

from __future__ import annotations

from datetime import date

import polars as pl

from donghanh.apps.customers.bridge.copying import copy_out
from donghanh.kernel.billing_tables import RELIEFS_PAID

# An adjustment that takes a reduction away says so under the group that the invoice before it had.
PAID = """
SELECT series.template || '-' || series.symbol || '-' || lpad(invoice.number::text, 7, '0'), invoice.code,
    invoice.unit_code, invoice.category, invoice.month,
    coalesce(invoice.relief, corrected.relief), invoice.kwh,
    invoice.gross_amount, invoice.relief_amount
FROM billing_invoice invoice
JOIN billing_invoiceseries series ON series.id = invoice.series_id
LEFT JOIN billing_invoice corrected ON corrected.id = invoice.refers_to_id
WHERE invoice.month = %s AND coalesce(invoice.relief, corrected.relief) LIKE %s
    AND invoice.relief_amount <> 0
    AND NOT EXISTS (
        SELECT FROM billing_invoice later WHERE later.kind = 'replacement'
        AND later.refers_to_id IN (invoice.id, invoice.refers_to_id) AND later.id <> invoice.id
    )
ORDER BY invoice.id
"""


def reliefs_paid(*, relief_round: str, month: date) -> pl.DataFrame:
    """
    Answer the reductions of a round that invoices and adjustments of a bill month gave.

    relief_round : covid-4
    returns      : RELIEFS_PAID; an adjustment is a row of its own, negative when it takes away
    """
    return RELIEFS_PAID.require(
        copy_out(query=PAID, parameters=[month, f"{relief_round}/%"], schema=dict(RELIEFS_PAID.schema))
    )
