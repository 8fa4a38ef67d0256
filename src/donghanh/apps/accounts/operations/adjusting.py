"""
Enters adjustments: what an invoice was too high or too low, pointing back to it.

What raises a bill is owed by itself, with a term of its own. What lowers it lowers what is owed of the
original; where that was paid already, the rest becomes the customer's credit. The original stays as it is.
"""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
from django.db import connection, transaction

from donghanh.apps.accounts.operations.posting import (
    Posted,
    check_amounts,
    lock_bulk,
    open_entry,
    refuse_rows,
    stage,
)
from donghanh.apps.accounts.permissions import check_post
from donghanh.apps.accounts.refusals import CannotPost
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.accounts import due_day
from donghanh.kernel.account_tables import ADJUSTMENTS
from donghanh.lawbook.payment_terms import payment_term

TABLE = "accounts_adjustments_staged"
COLUMNS = {
    "adjustment": 'text COLLATE "C"', "invoice": 'text COLLATE "C"', "net_amount": "bigint",
    "vat_amount": "bigint", "total_amount": "bigint",
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
DROP_KNOWN = """
DELETE FROM accounts_adjustments_staged staged
USING accounts_charge known WHERE known.invoice = staged.adjustment
"""
REMAINING = "SELECT count(*), coalesce(sum(total_amount), 0) FROM accounts_adjustments_staged"
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


@transaction.atomic
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
    lock_bulk()
    stage(table=TABLE, columns=COLUMNS, frame=rows)
    with connection.cursor() as cursor:
        for rule, what, query in (
            ("invoices-unknown", "no such invoice", UNKNOWN_INVOICES),
            ("invoice-known-otherwise", "entered before otherwise", KNOWN_OTHERWISE),
        ):
            cursor.execute(query)
            refuse_rows(rule, what, [str(found) for (found,) in cursor.fetchall()])
        cursor.execute(DROP_KNOWN)
        cursor.execute(REMAINING)
        count, total = cursor.fetchone() or (0, 0)
        if not count:
            return Posted(None, 0, rows.height, 0)
        cursor.execute(LOCK)
        entry = open_entry(kind="adjustments", by=by, on=on, at=at, subject=subject)
        last = due_on or due_day(issued_on=on, term_days=payment_term(on=on).days)
        cursor.execute(CHARGE, {"entry": entry.pk, "on": on, "due_on": last})
        cursor.execute(TRANSFER, {"entry": entry.pk})
    facts = {"count": int(count), "total_dong": int(total), "subject": subject}
    record_act(actor=by, act="post_adjustments", subject=f"entry:{entry.pk}", facts=facts, at=at)
    return Posted(int(entry.pk), int(count), rows.height - int(count), int(total))


def _check(rows: pl.DataFrame) -> None:
    missing = [column.name for column in ADJUSTMENTS.columns if column.name not in rows.columns]
    if missing:
        raise CannotPost("columns-missing", f"The adjustments have no {', '.join(missing)}.", columns=missing)
    check_amounts(frame=rows, key="adjustment")
    differ = rows.filter(pl.col("net_amount").sign() * pl.col("vat_amount").sign() < 0)
    refuse_rows("signs-differ", "net and VAT have different signs", differ["adjustment"].to_list())
