"""
How late debts are, by unit, on any day; and who stands behind a figure.

What was owed on a day is what is open now, less what later entries moved: exact for any day, quick for the
days that people ask for. A customer counts for the unit that serves it today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from donghanh.apps.accounts.queries.scope import units_asked
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.accounts import BUCKETS

PAGE = 50
OWED = """
WITH moved AS (
    SELECT charge_id, owed FROM accounts_opencharge
    UNION ALL
    SELECT transfer.charge_id,
        CASE WHEN transfer.debit = 'receivable' THEN -transfer.amount ELSE transfer.amount END
    FROM accounts_transfer transfer JOIN accounts_entry entry ON entry.id = transfer.entry_id
    WHERE entry."on" > %(as_of)s AND transfer.charge_id IS NOT NULL
), standing AS (
    SELECT charge_id, sum(owed) AS owed FROM moved GROUP BY charge_id HAVING sum(owed) <> 0
), late AS (
    SELECT customer.unit_id, customer.id AS customer_id, customer.code, customer.name, standing.owed,
        charge.due_on,
        CASE WHEN %(as_of)s - charge.due_on <= 0 THEN 'not_due'
             WHEN %(as_of)s - charge.due_on <= 30 THEN 'days_1_30'
             WHEN %(as_of)s - charge.due_on <= 60 THEN 'days_31_60'
             WHEN %(as_of)s - charge.due_on <= 90 THEN 'days_61_90'
             ELSE 'days_over_90' END AS bucket
    FROM standing JOIN accounts_charge charge ON charge.id = standing.charge_id
    JOIN customers_customer customer ON customer.id = charge.customer_id
    WHERE (%(units)s::text[] IS NULL OR customer.unit_id = ANY(%(units)s))
)
"""
BY_UNIT = """
SELECT unit_id, bucket, sum(owed), count(DISTINCT customer_id) FROM late GROUP BY unit_id, bucket
"""
PEOPLE = "SELECT unit_id, count(DISTINCT customer_id) FROM late GROUP BY unit_id"
DEBTORS = """
SELECT unit_id, code, name, sum(owed), min(due_on), count(*), count(*) OVER ()
FROM late WHERE %(bucket)s = '' OR bucket = %(bucket)s
GROUP BY unit_id, code, name ORDER BY min(due_on), code OFFSET %(skip)s LIMIT %(size)s
"""


@dataclass(frozen=True)
class AgeingRow:
    """What a unit's customers owe, by how late it is [đồng], and how many customers owe anything."""

    unit_code: str
    buckets: Mapping[str, int]
    total_dong: int
    customer_count: int


@dataclass(frozen=True)
class Ageing:
    """The rows of the units in sight that are owed anything, and their sum."""

    as_of: date
    rows: tuple[AgeingRow, ...]
    total: AgeingRow


@dataclass(frozen=True)
class DebtorRow:
    """A customer who owes; `late_days` since the oldest last day of payment, negative before it."""

    unit_code: str
    code: str
    name: str
    owed_dong: int
    invoice_count: int
    oldest_due_on: date
    late_days: int


@dataclass(frozen=True)
class DebtorsPage:
    """A page of debtors, the longest late first; `total` counts all of them."""

    rows: tuple[DebtorRow, ...]
    total: int


def ageing(*, actor: Actor, as_of: date, unit_code: str = "") -> Ageing:
    """What is owed on a day, by unit and by how late it is. raises : Forbidden"""
    asked = {"as_of": as_of, "units": units_asked(actor=actor, unit_code=unit_code)}
    with connection.cursor() as cursor:
        cursor.execute(OWED + BY_UNIT, asked)
        amounts = cursor.fetchall()
        cursor.execute(OWED + PEOPLE, asked)
        people = dict(cursor.fetchall())
    rows = tuple(
        _row(unit, {bucket: int(owed) for code, bucket, owed, _ in amounts if code == unit}, people[unit])
        for unit in sorted(people)
    )
    summed = {bucket: sum(row.buckets[bucket] for row in rows) for bucket in BUCKETS}
    return Ageing(as_of, rows, _row("", summed, sum(row.customer_count for row in rows)))


def debtors(
    *, actor: Actor, as_of: date, unit_code: str = "", bucket: str = "", page: int = 1
) -> DebtorsPage:
    """
    Who stands behind a figure of the ageing.

    bucket : a word of `engines.accounts.BUCKETS`, or "" for all
    raises : Forbidden
    """
    asked = {
        "as_of": as_of, "units": units_asked(actor=actor, unit_code=unit_code), "bucket": bucket,
        "skip": (page - 1) * PAGE, "size": PAGE,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(OWED + DEBTORS, asked)
        found = cursor.fetchall()
    rows = tuple(
        DebtorRow(unit, code, name, int(owed), count, due_on, (as_of - due_on).days)
        for unit, code, name, owed, due_on, count, _ in found
    )
    return DebtorsPage(rows, int(found[0][-1]) if found else 0)


def _row(unit: str, amounts: Mapping[str, int], people: int) -> AgeingRow:
    buckets = {bucket: amounts.get(bucket, 0) for bucket in BUCKETS}
    return AgeingRow(unit, buckets, sum(buckets.values()), people)
