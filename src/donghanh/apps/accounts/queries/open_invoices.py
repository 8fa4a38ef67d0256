"""All that is open, as columns: for whoever collects, and for the demo's payments."""

from __future__ import annotations

import polars as pl

from donghanh.apps.accounts.permissions import check_see_accounts, units_in_sight
from donghanh.apps.customers.bridge.copying import copy_out
from donghanh.apps.organisation.permissions import Actor
from donghanh.kernel.account_tables import OPEN_INVOICES

OPEN = """
SELECT charge.invoice, customer.code, charge.issued_on, charge.due_on, open.owed
FROM accounts_opencharge open JOIN accounts_charge charge ON charge.id = open.charge_id
JOIN customers_customer customer ON customer.id = open.customer_id
WHERE open.owed > 0 AND (%s::text[] IS NULL OR customer.unit_id = ANY(%s))
ORDER BY charge.invoice
"""


def open_invoices(*, actor: Actor) -> pl.DataFrame:
    """
    Answer every invoice in sight of which something is owed.

    returns : frame of `kernel.account_tables.OPEN_INVOICES`, in order of invoice
    raises  : Forbidden
    """
    check_see_accounts(actor=actor)
    units = units_in_sight(actor=actor)
    return copy_out(query=OPEN, parameters=[units, units], schema=dict(OPEN_INVOICES.schema))
