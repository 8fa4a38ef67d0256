"""`donghanh accounts`: a statement, debts by age, the trial balance, and whether the books are right."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from donghanh.faces.cli.programmes_asking import (
    AS_OF,
    JSON,
    actor_named,
    console,
    day_of,
    explained,
    say,
    table,
)

if TYPE_CHECKING:
    from donghanh.apps.accounts.queries import BooksCheck, Statement
    from donghanh.apps.organisation.permissions import Actor

ACTOR = click.option("--as", "username", metavar="USERNAME", help="Who asks; without it the console.")


@click.group()
def accounts() -> None:
    """What customers owe: statements, ageing, trial balance."""


@accounts.command()
@click.argument("code")
@ACTOR
@AS_OF
@JSON
@explained
def statement(code: str, username: str | None, as_of: datetime | None, as_json: bool) -> None:
    """Every entry of customer CODE, with what was owed after it; the address is masked."""
    from donghanh.apps.accounts.queries import statement as of_customer

    told = of_customer(actor=_actor(username), code=code, as_of=day_of(as_of))
    say(told, _statement_lines(told), as_json)


@accounts.command()
@click.option("--unit", default="", help="Code of one unit.")
@ACTOR
@AS_OF
@JSON
@explained
def ageing(unit: str, username: str | None, as_of: datetime | None, as_json: bool) -> None:
    """What is owed by unit and by how late it is, as of any day."""
    from donghanh.apps.accounts.queries import ageing as by_unit
    from donghanh.engines.accounts import BUCKETS

    told = by_unit(actor=_actor(username), as_of=day_of(as_of), unit_code=unit)
    heads = ("unit", *BUCKETS, "total", "customers")
    rows = [
        (row.unit_code or "all", *(_dong(row.buckets[bucket]) for bucket in BUCKETS),
         _dong(row.total_dong), str(row.customer_count))
        for row in (*told.rows, told.total)
    ]  # fmt: skip
    say(told, table(heads, rows, left=frozenset({0})), as_json)


@accounts.command()
@ACTOR
@AS_OF
@JSON
@explained
def balance(username: str | None, as_of: datetime | None, as_json: bool) -> None:
    """The trial balance: every account with its debits and credits."""
    from donghanh.apps.accounts.queries import trial_balance

    told = trial_balance(actor=_actor(username), as_of=day_of(as_of))
    rows = [
        (line.account, _dong(line.debit_dong), _dong(line.credit_dong), _dong(line.balance_dong))
        for line in told.lines
    ]
    rows.append(("all", _dong(told.debit_dong), _dong(told.credit_dong), "0" if told.balances else "!"))
    heads = ("account", "debit", "credit", "balance")
    say(asdict(told) | {"balances": told.balances}, table(heads, rows, left=frozenset({0})), as_json)


@accounts.command()
@ACTOR
@JSON
@explained
def check(username: str | None, as_json: bool) -> None:
    """Count the books again: do they balance, is each balance the sum of its transfers? Else status 1."""
    from donghanh.apps.accounts.queries import check_books

    told = check_books(actor=_actor(username))
    say(told, _check_lines(told), as_json)
    if not told.holds:
        sys.exit(1)


def _statement_lines(told: Statement) -> list[str]:
    heads = ("day", "entry", "kind", "invoice", "owed +/-", "credit +/-", "owed", "credit")
    rows = [
        (
            line.on.isoformat(), str(line.entry), line.kind, line.invoice or "-", _dong(line.owed_change),
            _dong(line.credit_change), _dong(line.owed_dong), _dong(line.credit_dong),
        )
        for line in told.lines
    ]  # fmt: skip
    verdict = f"Owed {_dong(told.owed_dong)} đồng, credit {_dong(told.credit_dong)}, as of {told.as_of}."
    return [
        f"{told.code} {told.name}, {told.address}",
        *table(heads, rows, left=frozenset(range(4))),
        verdict,
    ]


def _check_lines(told: BooksCheck) -> list[str]:
    verdict = "The books are right." if told.holds else "The books are NOT right."
    found = [f"{one.rule} {one.name}: kept {one.kept}; counted {one.counted}" for one in told.differences]
    return [f"{told.transfer_count} transfers counted. {verdict}", *found]


def _dong(amount: int) -> str:
    from donghanh.kernel.money import format_whole

    return format_whole(amount)


def _actor(username: str | None) -> Actor:
    return actor_named(username) if username else console()
