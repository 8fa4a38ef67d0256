"""Uses customers' credit for what they owe by now: after a billing run, in one statement, first due first."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction

from donghanh.apps.accounts.models import Entry
from donghanh.apps.accounts.operations.customers import entered_before
from donghanh.apps.accounts.operations.posting import Posted, lock_bulk, open_entry
from donghanh.apps.accounts.permissions import check_post, units_in_sight
from donghanh.apps.accounts.queries.scope import customer_in_sight
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor

WANTED = """
SELECT account.customer_id FROM accounts_customeraccount account
JOIN customers_customer customer ON customer.id = account.customer_id
WHERE account.credit > 0 AND account.owed > 0
    AND (%(units)s::text[] IS NULL OR customer.unit_id = ANY(%(units)s))
    AND (%(code)s = '' OR customer.code = %(code)s)
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
def use_credits(*, by: Actor, on: date, at: datetime, code: str = "", key: str = "") -> Posted:
    """
    Use the credit of every customer in sight, or of one, for what the customer owes.

    code    : of the one customer; empty for all
    key     : of the sender; the same one sent again answers what it did
    returns : transfers written and their sum; entry null when there was nothing to do
    raises  : Forbidden; NotFound; CannotPost `key-used-otherwise`
    """
    check_post(actor=by)
    one = customer_in_sight(actor=by, code=code).code if code else ""
    lock_bulk()
    own_key, asked = f"credit_use:{by.username}:{key}" if key else "", {"code": one}
    if key and (before := entered_before(key=own_key, asked=asked)):
        return _told_again(before)
    with connection.cursor() as cursor:
        cursor.execute(WANTED, {"units": units_in_sight(actor=by), "code": one})
        found = [row[0] for row in cursor.fetchall()]
        if not found:
            return Posted(None, 0, 0, 0)
        entry = open_entry(kind="credit_use", by=by, on=on, at=at, key=own_key, asked=asked if key else None)
        cursor.execute(USE, {"entry": entry.pk, "customers": found})
    return _told(entry, by=by, at=at)


def _told_again(entry: Entry) -> Posted:
    amounts = list(entry.transfers.values_list("amount", flat=True))
    return Posted(int(entry.pk), 0, len(amounts), 0)


def _told(entry: Entry, *, by: Actor, at: datetime) -> Posted:
    amounts = list(entry.transfers.values_list("amount", flat=True))
    facts = {"count": len(amounts), "total_dong": sum(amounts)}
    record_act(actor=by, act="use_credits", subject=f"entry:{entry.pk}", facts=facts, at=at)
    return Posted(int(entry.pk), len(amounts), 0, sum(amounts))
