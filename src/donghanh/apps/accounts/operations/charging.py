"""
Enters the charges of a billing run: a province in one statement each, every invoice once.

One entry for the run; for each invoice the receivable is debited with the net amount (revenue of its price
group) and with VAT. A row that was entered before under the same amounts is passed over, so a run that was
killed is simply sent again; under other amounts the whole run is refused.
"""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from donghanh.apps.accounts.operations.entering import AMOUNTS, Entering, enter_rows
from donghanh.apps.accounts.operations.posting import Posted, check_amounts, refuse_rows
from donghanh.apps.accounts.permissions import check_post
from donghanh.apps.accounts.refusals import CannotPost
from donghanh.apps.organisation.permissions import Actor
from donghanh.kernel.account_tables import CHARGES
from donghanh.kernel.billing_tables import CATEGORIES

COLUMNS = {
    "invoice": 'text COLLATE "C"', "code": 'text COLLATE "C"', "unit_code": "text", "category": "text",
    "month": "date", **AMOUNTS,
}  # fmt: skip
KNOWN_OTHERWISE = """
SELECT charge.invoice FROM accounts_charges_staged staged
JOIN accounts_charge charge ON charge.invoice = staged.invoice
JOIN customers_customer customer ON customer.id = charge.customer_id
WHERE (staged.net_amount, staged.vat_amount) <> (charge.net_amount, charge.vat_amount)
   OR staged.code <> customer.code ORDER BY 1
"""
UNKNOWN_CUSTOMERS = """
SELECT staged.code FROM accounts_charges_staged staged
LEFT JOIN customers_customer customer ON customer.code = staged.code WHERE customer.id IS NULL ORDER BY 1
"""
CHARGE = """
INSERT INTO accounts_charge
    (invoice, customer_id, unit_code, category, month, issued_on, due_on, net_amount, vat_amount,
     total_amount, entry_id)
SELECT staged.invoice, customer.id, staged.unit_code, staged.category, staged.month, %(on)s, %(due_on)s,
    staged.net_amount, staged.vat_amount, staged.total_amount, %(entry)s
FROM accounts_charges_staged staged JOIN customers_customer customer ON customer.code = staged.code
ORDER BY customer.id, staged.invoice
"""
TRANSFER = """
INSERT INTO accounts_transfer (entry_id, customer_id, charge_id, debit, credit, amount)
SELECT %(entry)s, charge.customer_id, charge.id, 'receivable', leg.credit, leg.amount
FROM accounts_charge charge CROSS JOIN LATERAL (VALUES
    ('revenue_' || charge.category, charge.net_amount), ('vat_payable', charge.vat_amount)
) leg (credit, amount)
WHERE charge.entry_id = %(entry)s AND leg.amount > 0
"""
CHARGING = Entering(
    kind="charges",
    act="post_charges",
    table="accounts_charges_staged",
    columns=COLUMNS,
    key="invoice",
    refusals=(
        ("customers-unknown", "no such customer", UNKNOWN_CUSTOMERS),
        ("invoice-known-otherwise", "entered before with other amounts or for another", KNOWN_OTHERWISE),
    ),
    charge=CHARGE,
    transfer=TRANSFER,
)


def post_charges(
    *, rows: pl.DataFrame, on: date, by: Actor, at: datetime, subject: str = "", due_on: date | None = None
) -> Posted:
    """
    Enter invoices as owed; all of them or nothing, each once.

    rows    : frame with the columns of `kernel.account_tables.CHARGES`
    on      : [day] of issue; the last day of payment follows by the lawbook, unless `due_on` says it
    subject : what made them, such as `run:PA01ND/2021-11/1`
    raises  : Forbidden; CannotPost `columns-missing`, `row-repeated`, `amounts-do-not-add-up`,
              `amount-below-zero`, `category-unknown`, `customers-unknown`, `invoice-known-otherwise`
    """
    check_post(actor=by)
    _check(rows)
    return enter_rows(entering=CHARGING, rows=rows, on=on, due_on=due_on, by=by, at=at, subject=subject)


def _check(rows: pl.DataFrame) -> None:
    missing = [column.name for column in CHARGES.columns if column.name not in rows.columns]
    if missing:
        raise CannotPost("columns-missing", f"The charges have no {', '.join(missing)}.", columns=missing)
    check_amounts(frame=rows, key="invoice")
    below = rows.filter((pl.col("net_amount") < 0) | (pl.col("vat_amount") < 0))
    refuse_rows("amount-below-zero", "an invoice below zero is an adjustment", below["invoice"].to_list())
    unknown = rows.filter(~pl.col("category").is_in(CATEGORIES) | pl.col("category").is_null())
    refuse_rows("category-unknown", "no such price group", unknown["invoice"].to_list())
