"""
The first load of a house: indexes are set aside while millions of rows come in, and built once at the end.

Keeping them in step row by row took four times as long as the rows themselves. Only empty tables are
treated so: to set an index aside nobody may read the table, and here there is nothing to read yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

TABLES = ("customers_customer", "customers_monthlyenergy")
ARE_EMPTY = "SELECT " + " AND ".join(f"NOT EXISTS (SELECT FROM {table})" for table in TABLES)  # noqa: S608 - names written here
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT indisunique
"""
# No other table points to the key of energy; the keys of customers stay, they refuse a code that comes twice.
ENERGY_KEY = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = 'customers_monthlyenergy'::regclass AND contype = 'p'
"""


@contextmanager
def indexes_set_aside() -> Iterator[None]:
    """Inside the caller's transaction: when both tables are empty, drop what can be built at the end."""
    with connection.cursor() as cursor:
        cursor.execute(ARE_EMPTY)
        if not cursor.fetchone()[0]:
            yield
            return
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else earlier rows of this transaction forbid it
        cursor.execute(INDEXES, [TABLES[0]])
        indexes = cursor.fetchall()
        cursor.execute(ENERGY_KEY)
        name, definition = cursor.fetchone()
        for index, _ in indexes:
            cursor.execute(f"DROP INDEX {index}")
        cursor.execute(f'ALTER TABLE {TABLES[1]} DROP CONSTRAINT "{name}"')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for _, wording in indexes:
            cursor.execute(wording)
        cursor.execute(f'ALTER TABLE {TABLES[1]} ADD CONSTRAINT "{name}" {definition}')
