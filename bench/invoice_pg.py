"""
Invoices into PostgreSQL: a province's 650,000 from what was used to rows that are kept, beside plain COPY.

In a database of its own on the embedded server (dropped at the end), with the product's own table, keys and
triggers. Bills of a generated mix are rated by the shipped law; an invoice is one row, its two to three
lines are folded into 62 bits and made again when somebody reads them. First counts and sums that PostgreSQL
says must be those that rating says. Then, best of several rounds, each from an empty table:

  ready bytes   a binary COPY of bytes that lie ready, into the same table with the same keys: the base
  bare          the same bytes into an unlogged table without any key
  invoices      rating, lines folded, rows laid together and copied; the next part is made while one is sent.
                Limits: 1.05 times ready bytes, 1.30 times bare
  bulk_create   the same rows through Django's objects, a sample, scaled up. Limit: 100 times as long

Run: python bench/invoice_pg.py [--invoices N] [--rounds N]
"""

import argparse
import logging
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import polars as pl
from common import Row, best_of, close, insist_equal

MONTH = date(2021, 11, 1)
NOW = datetime(2021, 12, 1, 2, 0, tzinfo=UTC)
PART = 20_000
SAMPLE = 5_000
AMOUNTS = ("kwh", "gross_amount", "relief_amount", "net_amount", "vat_amount", "total_amount", "lines_check")
SHARES = {
    "residential": 0.92,
    "public_office": 0.02,
    "hospital_school": 0.01,
    "business": 0.03,
    "production": 0.02,
}


@contextmanager
def database_of_its_own() -> Iterator[str]:
    """Make an empty database beside the product's own and drop it at the end."""
    import psycopg

    from donghanh.adapters import embedded_postgres
    from donghanh.adapters.environment import ENVIRONMENT

    cluster = embedded_postgres.ensure_running(home=ENVIRONMENT.home / "postgres")
    name = f"bench_{os.getpid()}"
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield f"{cluster.url.rsplit('/', 1)[0]}/{name}"
    finally:
        from django.db import connections

        connections.close_all()
        with psycopg.connect(cluster.url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}"')


def open_house(url: str) -> None:
    """Set Django up on the database and make its tables."""
    os.environ |= {
        "DATABASE_URL": url,
        "DONGHANH_POOL": "0",
        "DJANGO_SETTINGS_MODULE": "donghanh.project.settings",
    }
    for module in [name for name in sys.modules if name == "donghanh.adapters.environment"]:
        del sys.modules[module]
    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)


def used(start: int, count: int) -> dict[str, pl.DataFrame]:
    """Bills, usage and who is behind them, for one part of the province; the same for the same numbers."""
    dice = np.random.default_rng(start)
    kinds = pl.Series(list(SHARES))
    kind = dice.choice(len(SHARES), count, p=list(SHARES.values()))
    kwh = np.minimum(dice.gamma(2.2, 78, count) * np.where(kind >= 3, 30, 1), 10**6).astype(np.int64)
    bill = pl.Series("bill", np.arange(start + 1, start + count + 1), dtype=pl.Int64)
    first, last = date(2021, 10, 16), date(2021, 11, 16)
    bills = pl.DataFrame({"bill": bill, "category": kinds.gather(kind)}).with_columns(
        voltage=pl.lit("under_6kv"), from_on=pl.lit(first), until_on=pl.lit(last),
        read_on=pl.lit(date(2021, 11, 15)), quota_quarters=pl.lit(4, pl.Int32),
        quota_rounding=pl.lit("whole"), is_tenants_undeclared=pl.lit(value=False),
        cos_phi_percent=pl.lit(None, pl.Int32), relief=pl.lit(None, pl.String),
        instrument=pl.lit(None, pl.String),
    )  # fmt: skip
    alone = pl.Series(kind < 3)
    shares = ((alone, "all", 1), (~alone, "normal", 2), (~alone, "peak", 4), (~alone, "off_peak", 4))
    usage = [
        _stretches(bill.filter(mine), kwh[mine.to_numpy()] // parts, word) for mine, word, parts in shares
    ]
    told = '[{"serial":"M{}","register":"all","old_index":1000,"new_index":{},"multiplier":1,"kwh":{}}]'
    head, middle, between, tail = told.split("{}")
    who = pl.DataFrame({"bill": bill, "kwh": kwh}).select(
        "bill", code=pl.format("PA01ND{}", pl.col("bill").cast(pl.String).str.zfill(7)),
        name=pl.lit("Nguyễn Thị Khách Hàng"), address=pl.lit("Số 12 đường Trần Hưng Đạo, phường Bà Triệu"),
        tax_code=pl.lit(None, pl.String), unit_code=pl.lit("PA01ND"), month=pl.lit(MONTH),
        registers=pl.concat_str(
            pl.lit(head), "bill", pl.lit(middle), pl.col("kwh") + 1000, pl.lit(between), "kwh", pl.lit(tail)
        ),
    )  # fmt: skip
    return {"bills": bills, "usage": pl.concat(usage), "who": who}


def _stretches(bill: pl.Series, kwh: np.ndarray[Any, Any], register: str) -> pl.DataFrame:
    return pl.DataFrame({"bill": bill, "kwh": kwh}).select(
        "bill", from_on=pl.lit(date(2021, 10, 16)), until_on=pl.lit(date(2021, 11, 16)),
        register=pl.lit(register), kwh=pl.col("kwh").cast(pl.Int64),
    )  # fmt: skip


class Contest:
    """The parts of the province, the law, and the ways by which they reach the table."""

    def __init__(self, count: int) -> None:
        from donghanh.apps.billing.models import BillingRun, InvoiceSeries
        from donghanh.engines.rating.compiled import compiled_formula
        from donghanh.lawbook.billing_law import read_law

        compiled_formula()  # a run of a province has long read it
        self.law = read_law()
        self.count = count
        self.series = InvoiceSeries.objects.create(
            unit_code="PA01ND", template="01GTKT0/001", symbol="ND/21E", year=2021, secret=bytes(32)
        )
        self.run = BillingRun.objects.create(
            kind="billing", unit_code="PA01ND", month=MONTH, number=1, release="0" * 64, state="under_way",
            issued_at=NOW, username="bench",
        )  # fmt: skip
        self.parts = [used(start, min(PART, count - start)) for start in range(0, count, PART)]
        self.ready = [self.laid_out(at) for at in range(len(self.parts))]
        self.lines = 0

    def rows(self, at: int) -> pl.DataFrame:
        """Rate one part and bring it into the table's columns."""
        from donghanh.apps.billing.bridge.rating import made
        from donghanh.apps.billing.bridge.rows import COLUMNS, Bill, numbered, with_metered
        from donghanh.kernel.billing_tables import QUOTAS

        part = self.parts[at]
        none = pl.DataFrame(schema=dict(QUOTAS.schema))
        rated = made(law=self.law, bill=Bill(part["bills"], part["usage"], none))
        told = with_metered(
            bills=part["bills"],
            usage=part["usage"],
            quotas=none,
            registers=part["who"].select("bill", "registers"),
        )
        rows = rated.totals.join(told, on="bill").join(part["who"].drop("registers"), on="bill")
        first = at * PART + 1
        return numbered(
            rows=rows, series=self.series.pk, first=first, run=self.run.pk, kind="original"
        ).select(COLUMNS)

    def laid_out(self, at: int) -> np.ndarray[Any, Any]:
        """One part as the bytes of a binary COPY."""
        from donghanh.apps.billing.bridge.binary import binary_rows

        return binary_rows(frame=self.rows(at))

    def send(self, table: str, parts: Iterator[np.ndarray[Any, Any]]) -> None:
        """COPY parts in, in one transaction."""
        from django.db import connection, transaction

        from donghanh.apps.billing.bridge.binary import HEADER, TRAILER
        from donghanh.apps.billing.bridge.rows import COLUMNS

        names = ", ".join(COLUMNS)
        query = f"COPY {table} ({names}) FROM STDIN (FORMAT binary)"
        with transaction.atomic(), connection.cursor() as cursor, cursor.copy(query) as copy:
            copy.write(HEADER)
            for part in parts:
                copy.write(memoryview(part))
            copy.write(TRAILER)

    def invoices(self) -> None:
        """Make each part while the one before it is sent."""
        empty("billing_invoice")
        self.send("billing_invoice", self._made_ahead())

    def _made_ahead(self) -> Iterator[np.ndarray[Any, Any]]:
        with ThreadPoolExecutor(1) as pool:
            ahead = pool.submit(self.laid_out, 0)
            for at in range(len(self.parts)):
                now = ahead.result()
                if at + 1 < len(self.parts):
                    ahead = pool.submit(self.laid_out, at + 1)
                yield now

    def ready_bytes(self) -> None:
        """Bytes that lie ready, into the same table."""
        empty("billing_invoice")
        self.send("billing_invoice", iter(self.ready))

    def bare(self) -> None:
        """Bytes that lie ready, into a table without keys."""
        empty("bench_bare")
        self.send("bench_bare", iter(self.ready))

    def objects(self) -> list[Any]:
        """A sample as Django's objects."""
        from donghanh.apps.billing.models import Invoice

        return [Invoice(**row) for row in self.rows(0).head(SAMPLE).iter_rows(named=True)]

    def bulk_create(self) -> None:
        """The sample by Django's own way in bulk, its objects made as well."""
        from donghanh.apps.billing.models import Invoice

        empty("billing_invoice")
        Invoice.objects.bulk_create(self.objects(), batch_size=1_000)


def empty(table: str) -> None:
    """Empty a table whose triggers forbid it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {table} CASCADE")
        cursor.execute("SET session_replication_role = DEFAULT")


def sums_in_database() -> tuple[int, ...]:
    """What PostgreSQL says of the table."""
    from django.db import connection

    told = ", ".join(f"sum({name}::numeric)" for name in AMOUNTS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), {told} FROM billing_invoice")
        return tuple(int(value) for value in cursor.fetchone())


def sums_of_rating(contest: Contest) -> tuple[int, ...]:
    """What rating says, without the database."""
    told = [contest.rows(at) for at in range(len(contest.parts))]
    rows = pl.concat(told)
    return (rows.height, *(sum(rows[name].to_list()) for name in AMOUNTS))


def main() -> int:
    """Insist on equal sums, measure, print."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    options.add_argument("--invoices", type=int, default=650_000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    with database_of_its_own() as url:
        open_house(url)
        from django.db import connection

        contest = Contest(given.invoices)
        with connection.cursor() as cursor:
            cursor.execute("CREATE UNLOGGED TABLE bench_bare (LIKE billing_invoice)")
        contest.invoices()
        insist_equal(answers={"rating": sums_of_rating(contest), "PostgreSQL": sums_in_database()})
        seconds = best_of(
            contestants={
                "ready bytes": contest.ready_bytes, "bare": contest.bare, "invoices": contest.invoices,
                "bulk_create": contest.bulk_create,
            },
            rounds=given.rounds,
        )  # fmt: skip
    ours, plain, bare = (seconds[name] for name in ("invoices", "ready bytes", "bare"))
    objects = seconds["bulk_create"] * given.invoices / min(SAMPLE, given.invoices)
    rows = [
        Row("ready bytes, same keys", plain),
        Row("bare, unlogged, no keys", bare, bare / plain),
        Row("invoices against ready bytes", ours, ours / plain, 1.05),
        Row("invoices against bare", ours, ours / bare, 1.30),
        Row("bulk_create, scaled (ours / it)", objects, ours / objects, 0.01),
    ]
    return close(title=f"{given.invoices:,} invoices", rows=rows)


if __name__ == "__main__":
    sys.exit(main())
