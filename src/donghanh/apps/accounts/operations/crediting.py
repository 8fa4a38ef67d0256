"""Uses customers' credit for what they owe by now: after a billing run, in one statement, first due first."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction

from donghanh.apps.accounts.models import Entry
from donghanh.apps.accounts.operations.posting import Posted, lock_bulk, open_entry
from donghanh.apps.accounts.permissions import check_post, units_in_sight
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor

WANTED = """
SELECT account.customer_id FROM accounts_customeraccount account
JOIN customers_customer customer ON customer.id = account.customer_id
WHERE account.credit > 0 AND account.owed > 0
    AND (%(units)s::text[] IS NULL OR customer.unit_id = ANY(%(units)s))
ORDER BY account.customer_id FOR UPDATE OF account
"""
# A credit that was asked back is not used: the request stands until somebody decides about it.
USE = """
WITH free AS (
    SELECT account.customer_id, account.credit - coalesce((
        SELECT sum(request.amount) FROM accounts_refundrequest request
        LEFT JOIN accounts_refunddecision decision ON decision.request_id = request.id
        WHERE request.customer_id = account.customer_id AND decision.id IS NULL), 0) AS credit
    FROM accounts_customeraccount account WHERE account.customer_id = ANY(%(customers)s)
), placed AS (
    SELECT open.customer_id, open.charge_id, open.owed, free.credit,
        sum(open.owed) OVER (PARTITION BY open.customer_id ORDER BY open.due_on, charge.invoice)
            - open.owed AS before
    FROM accounts_opencharge open JOIN free ON free.customer_id = open.customer_id
    JOIN accounts_charge charge ON charge.id = open.charge_id
)
INSERT INTO accounts_transfer (entry_id, customer_id, charge_id, debit, credit, amount)
SELECT %(entry)s, customer_id, charge_id, 'credit', 'receivable', least(owed, credit - before)
FROM placed WHERE credit > before
"""


@transaction.atomic
def use_credits(*, by: Actor, on: date, at: datetime) -> Posted:
    """
    Use the credit of every customer in sight for what the customer owes.

    returns : transfers written and their sum; entry null when there was nothing to do
    raises  : Forbidden
    """
    check_post(actor=by)
    lock_bulk()
    with connection.cursor() as cursor:
        cursor.execute(WANTED, {"units": units_in_sight(actor=by)})
        found = [row[0] for row in cursor.fetchall()]
        if not found:
            return Posted(None, 0, 0, 0)
        entry = open_entry(kind="credit_use", by=by, on=on, at=at)
        cursor.execute(USE, {"entry": entry.pk, "customers": found})
    return _told(entry, by=by, at=at)


def _told(entry: Entry, *, by: Actor, at: datetime) -> Posted:
    amounts = list(entry.transfers.values_list("amount", flat=True))
    facts = {"count": len(amounts), "total_dong": sum(amounts)}
    record_act(actor=by, act="use_credits", subject=f"entry:{entry.pk}", facts=facts, at=at)
    return Posted(int(entry.pk), len(amounts), 0, sum(amounts))
