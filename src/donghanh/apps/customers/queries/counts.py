"""How many customers each unit serves on a day."""

from __future__ import annotations

from datetime import date

from django.db import connection

from donghanh.kernel.customer_tables import KINDS

# Who was handed over after the day is counted where he was: the first later change says from where.
COUNTS = """
SELECT coalesce(later.from_unit_id, customer.unit_id) AS unit_code, customer.kind, count(*)
FROM customers_customer AS customer
LEFT JOIN (
    SELECT DISTINCT ON (customer_id) customer_id, from_unit_id FROM customers_unitchange
    WHERE changed_on > %(day)s ORDER BY customer_id, changed_on, id
) AS later ON later.customer_id = customer.id
WHERE customer.contract_from <= %(day)s
  AND (customer.contract_until IS NULL OR customer.contract_until > %(day)s)
GROUP BY 1, 2 ORDER BY 1, 2
"""


def customers_kept() -> int:
    """Count the customers that the database holds, whatever became of their contracts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM customers_customer")
        return int(cursor.fetchone()[0])


def customer_counts_by_unit(*, day: date, kind: str | None = None) -> dict[str, int]:
    """
    Count the customers with a running contract on a day by the unit that served them on that day.

    kind    : household, enterprise or public_body; None for all
    returns : unit code -> count; figures of the company, not of persons, so nobody is asked who he is
    """
    assert kind is None or kind in KINDS
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"day": day})
        for unit_code, of_kind, count in cursor.fetchall():
            if kind in (None, of_kind):
                counts[unit_code] = counts.get(unit_code, 0) + count
    return counts
