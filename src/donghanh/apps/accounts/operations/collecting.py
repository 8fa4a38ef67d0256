"""
Enters what a bank or a collector brought in, many payments at a time: each an entry of its own, each once.

A row names the invoice that was paid; what is beyond what is owed of it becomes the customer's credit. A key
that was entered before for the same is passed over, so that a file read halfway is simply read again.
"""

from __future__ import annotations

from datetime import datetime

import polars as pl
from django.db import connection, transaction

from donghanh.apps.accounts.operations.posting import LARGEST, Posted, lock_bulk, refuse_rows, stage
from donghanh.apps.accounts.permissions import check_post, units_in_sight
from donghanh.apps.accounts.refusals import CannotPost
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.accounts.chart import CLEARING
from donghanh.kernel.account_tables import COLLECTED

TABLE = "accounts_collected_staged"
COLUMNS = {
    "key": 'text COLLATE "C"', "invoice": 'text COLLATE "C"', "amount": "bigint", "account": "text",
    '"on"': "date",
}  # fmt: skip
UNKNOWN_INVOICES = """
SELECT staged.invoice FROM accounts_collected_staged staged
LEFT JOIN accounts_charge charge ON charge.invoice = staged.invoice
LEFT JOIN customers_customer customer ON customer.id = charge.customer_id
WHERE customer.id IS NULL
    OR (%(units)s::text[] IS NOT NULL AND NOT customer.unit_id = ANY(%(units)s)) ORDER BY 1
"""
KNOWN_OTHERWISE = """
SELECT staged.key FROM accounts_collected_staged staged
JOIN accounts_entry known ON known.key = %(own)s || staged.key
WHERE known."on" <> staged."on" OR staged.amount <> (
    SELECT sum(amount) FROM accounts_transfer WHERE entry_id = known.id
) ORDER BY 1
"""
DROP_KNOWN = """
DELETE FROM accounts_collected_staged staged
USING accounts_entry known WHERE known.key = %(own)s || staged.key
"""
REMAINING = "SELECT count(*), coalesce(sum(amount), 0) FROM accounts_collected_staged"
LOCK = """
SELECT 1 FROM accounts_customeraccount WHERE customer_id IN (
    SELECT charge.customer_id FROM accounts_collected_staged staged
    JOIN accounts_charge charge ON charge.invoice = staged.invoice
) ORDER BY customer_id FOR UPDATE
"""
ENTRIES = """
INSERT INTO accounts_entry (kind, key, digest, subject, why, "on", staff_id, username, product_at)
SELECT 'payment', %(own)s || key, '', %(subject)s, '', "on", %(staff)s, %(username)s, %(at)s
FROM accounts_collected_staged ORDER BY "on", key
"""
TRANSFERS = """
WITH came AS (
    SELECT entry.id AS entry_id, charge.customer_id, charge.id AS charge_id, staged.account, staged.amount,
        least(staged.amount, coalesce(open.owed, 0)) AS of_debt
    FROM accounts_collected_staged staged
    JOIN accounts_entry entry ON entry.key = %(own)s || staged.key
    JOIN accounts_charge charge ON charge.invoice = staged.invoice
    LEFT JOIN accounts_opencharge open ON open.charge_id = charge.id
)
INSERT INTO accounts_transfer (entry_id, customer_id, charge_id, debit, credit, amount)
SELECT entry_id, customer_id, charge_id, account, 'receivable', of_debt FROM came WHERE of_debt > 0
UNION ALL
SELECT entry_id, customer_id, NULL, account, 'credit', amount - of_debt FROM came WHERE amount > of_debt
"""


@transaction.atomic
def post_collected(*, rows: pl.DataFrame, by: Actor, at: datetime, subject: str = "") -> Posted:
    """
    Enter payments of invoices; all of them or nothing, each once.

    rows    : frame of `kernel.account_tables.COLLECTED`; an invoice stands in it once
    subject : where they come from, such as the name of a file
    returns : `entry` is null, for each payment has its own
    raises  : Forbidden; FrameDoesNotFit; CannotPost `invoice-repeated`, `amount-not-positive`,
              `account-unknown`, `invoices-unknown`, `key-used-otherwise`
    """
    check_post(actor=by)
    _check(COLLECTED.require(rows))
    given = {
        "own": f"collected:{by.username}:", "subject": subject, "staff": by.staff_id, "at": at,
        "username": by.username, "units": units_in_sight(actor=by),
    }  # fmt: skip
    lock_bulk()
    stage(table=TABLE, columns=COLUMNS, frame=rows.rename({"on": '"on"'}))
    with connection.cursor() as cursor:
        for rule, what, query in (
            ("invoices-unknown", "no such invoice in sight", UNKNOWN_INVOICES),
            ("key-used-otherwise", "entered before otherwise", KNOWN_OTHERWISE),
        ):
            cursor.execute(query, given)
            refuse_rows(rule, what, [str(found) for (found,) in cursor.fetchall()])
        cursor.execute(DROP_KNOWN, given)
        cursor.execute(REMAINING)
        count, total = cursor.fetchone() or (0, 0)
        if count:
            for query in (LOCK, ENTRIES, TRANSFERS):
                cursor.execute(query, given)
    if count:
        facts = {"count": int(count), "total_dong": int(total), "subject": subject}
        record_act(actor=by, act="post_collected", subject=f"collected:{subject}", facts=facts, at=at)
    return Posted(None, int(count), rows.height - int(count), int(total))


def _check(rows: pl.DataFrame) -> None:
    repeated = rows.filter(pl.col("invoice").is_duplicated())["invoice"].unique().sort().to_list()
    refuse_rows("invoice-repeated", "stands more than once", repeated)
    wrong = rows.filter(~pl.col("amount").is_between(1, LARGEST))["key"].to_list()
    refuse_rows("amount-not-positive", "no amount above zero", wrong)
    if unknown := set(rows["account"].unique()) - set(CLEARING):
        raise CannotPost("account-unknown", f"{sorted(unknown)} is none of {', '.join(CLEARING)}.")
