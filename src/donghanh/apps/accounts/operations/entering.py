"""
How a frame of charges or adjustments enters the books: each row once, all of them or nothing.

The rows are copied into a table of the transaction; what the database refuses is named; what was entered
before under the same amounts is passed over, so that a run that was killed is simply sent again. What is
written, and in which words it is refused, is said by the act: `charging` and `adjusting`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from django.db import connection, transaction

from donghanh.apps.accounts.operations.posting import Posted, lock_bulk, open_entry, refuse_rows, stage
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.accounts import due_day
from donghanh.lawbook.payment_terms import payment_term

AMOUNTS = {"net_amount": "bigint", "vat_amount": "bigint", "total_amount": "bigint"}
"""The last columns of every staged table."""


@dataclass(frozen=True)
class Entering:
    """
    What an act does with the rows that it stages; each query reads `table`.

    kind, act : of the entry and of the audit row
    table     : of the transaction, with the SQL type of each of its `columns`
    key       : the column that becomes `accounts_charge.invoice`
    refusals  : rule, what is wrong, query of the rows for which it is
    lock      : query that holds the accounts before they are read, or empty
    charge, transfer : statements that write; they know `entry`, `on` and `due_on`
    """

    kind: str
    act: str
    table: str
    columns: Mapping[str, str]
    key: str
    refusals: tuple[tuple[str, str, str], ...]
    charge: str
    transfer: str
    lock: str = ""


@transaction.atomic
def enter_rows(
    *, entering: Entering, rows: pl.DataFrame, on: date, due_on: date | None, by: Actor, at: datetime,
    subject: str,
) -> Posted:  # fmt: skip
    """
    Enter rows that were checked; all of them or nothing, each once.

    raises : CannotPost, by the rules of `entering.refusals`
    """
    count, total = _stage_what_is_new(entering, rows)
    if not count:
        return Posted(None, 0, rows.height, 0)
    with connection.cursor() as cursor:
        if entering.lock:
            cursor.execute(entering.lock)
        entry = open_entry(kind=entering.kind, by=by, on=on, at=at, subject=subject)
        last = due_on or due_day(issued_on=on, term_days=payment_term(on=on).days)
        cursor.execute(entering.charge, {"entry": entry.pk, "on": on, "due_on": last})
        cursor.execute(entering.transfer, {"entry": entry.pk})
    facts = {"count": count, "total_dong": total, "subject": subject}
    record_act(actor=by, act=entering.act, subject=f"entry:{entry.pk}", facts=facts, at=at)
    return Posted(int(entry.pk), count, rows.height - count, total)


def _stage_what_is_new(entering: Entering, rows: pl.DataFrame) -> tuple[int, int]:
    """Leave the rows that are to be entered in the staged table; how many, and their sum [đồng]."""
    table, key = entering.table, entering.key
    lock_bulk()
    stage(table=table, columns=entering.columns, frame=rows)
    with connection.cursor() as cursor:
        for rule, what, query in entering.refusals:
            cursor.execute(query)
            refuse_rows(rule, what, [str(found) for (found,) in cursor.fetchall()])
        cursor.execute(
            f"DELETE FROM {table} staged USING accounts_charge known WHERE known.invoice = staged.{key}"  # noqa: S608
        )
        cursor.execute(f"SELECT count(*), coalesce(sum(total_amount), 0) FROM {table}")  # noqa: S608
        count, total = cursor.fetchone() or (0, 0)
    return int(count), int(total)
