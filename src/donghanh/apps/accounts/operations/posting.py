"""
What every act on the books goes through: one entry, its transfers, frames copied into a table of the moment.

Bulk acts queue up behind one lock of the database, so that two runs never wait for each other in a ring; a
payment locks the account of its customer alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from django.db import connection

from donghanh.apps.accounts.models import Entry, Transfer
from donghanh.apps.accounts.refusals import CannotPost
from donghanh.apps.organisation.permissions import Actor
from donghanh.kernel.digests import digest_of_rows

BULK_LOCK = "SELECT pg_advisory_xact_lock(hashtext('accounts:bulk'))"
LARGEST = 10**15
"""No single amount is larger: a thousand times a country's yearly bill."""


@dataclass(frozen=True)
class Posted:
    """
    What a bulk act entered.

    entry        : number of the entry; null when everything was known already
    posted_count : rows entered now
    known_count  : rows entered before under the same key and amounts
    total_dong   : [đồng] sum of what was entered now
    """

    entry: int | None
    posted_count: int
    known_count: int
    total_dong: int


@dataclass(frozen=True)
class Leg:
    """One transfer to be written."""

    debit: str
    credit: str
    amount: int
    charge_id: int | None = None
    reverses_id: int | None = None


def open_entry(
    *, kind: str, by: Actor, on: date, at: datetime, key: str = "", subject: str = "", why: str = "",
    asked: Mapping[str, object] | None = None, reverses: Entry | None = None,
) -> Entry:  # fmt: skip
    """Write the entry of an act."""
    return Entry.objects.create(
        kind=kind, key=key, digest=digest_of_rows([asked]) if asked else "", subject=subject, why=why.strip(),
        on=on, reverses=reverses, staff_id=by.staff_id, username=by.username, product_at=at,
    )  # fmt: skip


def write_legs(*, entry: Entry, customer_id: int, legs: Sequence[Leg]) -> None:
    """Write the transfers of one customer in one statement; balances follow by the database."""
    Transfer.objects.bulk_create(
        Transfer(entry=entry, customer_id=customer_id, **vars(leg)) for leg in legs if leg.amount
    )


def lock_bulk() -> None:
    """Wait until no other bulk act is under way, and keep others out until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(BULK_LOCK)


def stage(*, table: str, columns: Mapping[str, str], frame: pl.DataFrame) -> None:
    """Copy a frame into a table of this transaction."""
    told = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
        cursor.execute(f"CREATE TEMP TABLE {table} ({told}) ON COMMIT DROP")
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv)") as copy:
            for part in frame.select(list(columns)).iter_slices(20_000):
                copy.write(part.write_csv(include_header=False).encode())
        cursor.execute(f"ANALYZE {table}")


def check_amounts(*, frame: pl.DataFrame, key: str) -> None:
    """
    Check that keys are said once and that net and VAT add up.

    raises : CannotPost `row-repeated`, `amount-missing`, `amounts-do-not-add-up`, `amount-too-large`
    """
    amounts = ("net_amount", "vat_amount", "total_amount")
    if frame.select(pl.any_horizontal(pl.col(key, *amounts).is_null()).any()).item():
        raise CannotPost("amount-missing", f"A row has no {key} or no amount; each needs all of them.")
    repeated = frame.filter(pl.col(key).is_duplicated())[key].unique().sort()
    _refuse("row-repeated", "stands more than once", repeated)
    wrong = frame.filter(pl.col("net_amount") + pl.col("vat_amount") != pl.col("total_amount"))[key]
    _refuse("amounts-do-not-add-up", "net and VAT are not the total", wrong)
    large = frame.filter(pl.any_horizontal(pl.col(*amounts).abs() > LARGEST))[key]
    _refuse("amount-too-large", f"is above {LARGEST} đồng", large)


def _refuse(rule: str, what: str, keys: pl.Series) -> None:
    if keys.len():
        named = ", ".join(keys.head(3))
        raise CannotPost(
            rule, f"{keys.len()} rows: {what}, such as {named}. Nothing was entered.", count=keys.len(),
            named=named,
        )  # fmt: skip


def refuse_rows(rule: str, what: str, named: Sequence[str]) -> None:
    """Raise CannotPost for rows that the database found, if there are any."""
    _refuse(rule, what, pl.Series(named, dtype=pl.String))
