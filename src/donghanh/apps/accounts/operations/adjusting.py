"""
Enters adjustments: what an invoice was too high or too low, pointing back to it.

What raises a bill is owed by itself, with a term of its own. What lowers it lowers what is owed of the
original; where that was paid already, the rest becomes the customer's credit. The original stays as it is.
"""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from donghanh.apps.accounts.operations.entering import AMOUNTS, Entering, enter_rows
from donghanh.apps.accounts.operations.posting import Posted, check_amounts, refuse_rows
from donghanh.apps.accounts.permissions import check_post
from donghanh.apps.accounts.refusals import CannotPost
from donghanh.apps.organisation.permissions import Actor
from donghanh.kernel.account_tables import ADJUSTMENTS

COLUMNS = {
    "adjustment": 'text COLLATE "C"', "invoice": 'text COLLATE "C"', **AMOUNTS,
}  # fmt: skip
UNKNOWN_INVOICES = """
SELECT staged.invoice FROM accounts_adjustments_staged staged
LEFT JOIN accounts_charge charge ON charge.invoice = staged.invoice WHERE charge.id IS NULL ORDER BY 1
"""
KNOWN_OTHERWISE = """
SELECT staged.adjustment FROM accounts_adjustments_staged staged
JOIN accounts_charge known ON known.invoice = staged.adjustment
LEFT JOIN accounts_charge original ON original.id = known.refers_to_id
WHERE (staged.net_amount, staged.vat_amount) <> (known.net_amount, known.vat_amount)
   OR original.invoice IS DISTINCT FROM staged.invoice ORDER BY 1
"""
# Before what is open is read: a payment that comes now waits until the adjustment stands.
LOCK = """
SELECT 1 FROM accounts_customeraccount WHERE customer_id IN (
    SELECT original.customer_id FROM accounts_adjustments_staged staged
    JOIN accounts_charge original ON original.invoice = staged.invoice
) ORDER BY customer_id FOR UPDATE
"""
CHARGE = """
INSERT INTO accounts_charge
    (invoice, customer_id, unit_code, category, month, issued_on, due_on, net_amount, vat_amount,
     total_amount, refers_to_id, entry_id)
SELECT staged.adjustment, original.customer_id, original.unit_code, original.category, original.month,
    %(on)s, %(due_on)s, staged.net_amount, staged.vat_amount, staged.total_amount, original.id, %(entry)s
FROM accounts_adjustments_staged staged
JOIN accounts_charge original ON original.invoice = staged.invoice
ORDER BY original.customer_id, staged.adjustment
"""
# In one statement: what lowers a bill below what is open and what goes on to the credit come together.
TRANSFER = """
WITH entered AS (
    SELECT * FROM accounts_charge WHERE entry_id = %(entry)s
), lowered AS (
    SELECT refers_to_id, customer_id, sum(-total_amount) AS amount FROM entered WHERE total_amount < 0
    GROUP BY refers_to_id, customer_id
)
INSERT INTO accounts_transfer (entry_id, customer_id, charge_id, debit, credit, amount)
SELECT %(entry)s, entered.customer_id, entered.id, 'receivable', leg.account, leg.amount
FROM entered CROSS JOIN LATERAL (VALUES
    ('revenue_' || entered.category, entered.net_amount), ('vat_payable', entered.vat_amount)
) leg (account, amount) WHERE leg.amount > 0
UNION ALL
SELECT %(entry)s, entered.customer_id, entered.refers_to_id, leg.account, 'receivable', -leg.amount
FROM entered CROSS JOIN LATERAL (VALUES
    ('revenue_' || entered.category, entered.net_amount), ('vat_payable', entered.vat_amount)
) leg (account, amount) WHERE leg.amount < 0
UNION ALL
SELECT %(entry)s, lowered.customer_id, lowered.refers_to_id, 'receivable', 'credit',
    lowered.amount - coalesce(open.owed, 0)
FROM lowered LEFT JOIN accounts_opencharge open ON open.charge_id = lowered.refers_to_id
WHERE lowered.amount > coalesce(open.owed, 0)
"""
ADJUSTING = Entering(
    kind="adjustments",
    act="post_adjustments",
    table="accounts_adjustments_staged",
    columns=COLUMNS,
    key="adjustment",
    refusals=(
        ("invoices-unknown", "no such invoice", UNKNOWN_INVOICES),
        ("invoice-known-otherwise", "entered before otherwise", KNOWN_OTHERWISE),
    ),
    lock=LOCK,
    charge=CHARGE,
    transfer=TRANSFER,
)


def post_adjustments(
    *, rows: pl.DataFrame, on: date, by: Actor, at: datetime, subject: str = "", due_on: date | None = None
) -> Posted:
    """
    Enter adjustments; all of them or nothing, each once.

    rows    : frame with the columns of `kernel.account_tables.ADJUSTMENTS`
    on      : [day] of issue
    raises  : Forbidden; CannotPost `columns-missing`, `row-repeated`, `amounts-do-not-add-up`,
              `signs-differ`, `invoices-unknown`, `invoice-known-otherwise`
    """
    check_post(actor=by)
    _check(rows)
    return enter_rows(entering=ADJUSTING, rows=rows, on=on, due_on=due_on, by=by, at=at, subject=subject)


def _check(rows: pl.DataFrame) -> None:
    missing = [column.name for column in ADJUSTMENTS.columns if column.name not in rows.columns]
    if missing:
        raise CannotPost("columns-missing", f"The adjustments have no {', '.join(missing)}.", columns=missing)
    check_amounts(frame=rows, key="adjustment")
    differ = rows.filter(pl.col("net_amount").sign() * pl.col("vat_amount").sign() < 0)
    refuse_rows("signs-differ", "net and VAT have different signs", differ["adjustment"].to_list())
