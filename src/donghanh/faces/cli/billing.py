"""
`donghanh billing`: run a unit's month, look at runs, and check that the numbers of the series have no gap.

Exit status: `run` 1 when the month does not add up, `gaps` 1 when there is one; 2 for bad input.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import JSON, actor_named, console, explained, say, table
from donghanh.kernel.months import NotAMonth, read_month

if TYPE_CHECKING:
    from donghanh.apps.billing.operations import RunTold
    from donghanh.apps.organisation.permissions import Actor

ACTOR = click.option("--as", "username", metavar="USERNAME", help="Who asks or acts; without it the console.")
CHUNK = 5_000


@click.group()
def billing() -> None:
    """Billing runs: from a month's readings to invoices."""


@billing.command()
@click.option("--unit", required=True, metavar="CODE", help="Power unit, such as PA01ND.")
@click.option("--month", "text", required=True, metavar="YYYY-MM", help="Month of the bills.")
@click.option("--dry-run", is_flag=True, help="Reckon everything and write nothing.")
@click.option(
    "--chunk", type=click.IntRange(1, 100_000), default=CHUNK, show_default=True,
    help="Invoices committed at once.",
)  # fmt: skip
@ACTOR
@JSON
@explained
def run(unit: str, text: str, dry_run: bool, chunk: int, username: str | None, as_json: bool) -> None:
    """Make an invoice of every bill that is due; go on with a run that was interrupted."""
    from donghanh.apps.billing import operations
    from donghanh.apps.organisation.queries import units_on
    from donghanh.faces import clock
    from donghanh.lawbook.reading_checks import NoReadingTerms

    month, at, actor = _month(text), clock.now(), _actor(username)
    if unit not in {one.code for one in units_on(day=at.date())}:
        raise BadInput(f"--unit {unit}: there is no such unit. Next: donghanh organisation units")
    try:
        if dry_run:
            told = operations.dry_run(actor=actor, unit_code=unit, month=month, at=at)
        else:
            told = operations.run_billing(
                actor=actor, unit_code=unit, month=month, at=at, chunk=chunk, report=_report
            )
    except NoReadingTerms as reason:
        raise BadInput(str(reason)) from reason
    say({"run": told, "holds": told.holds}, _lines(told), as_json)
    sys.exit(0 if told.holds else 1)


@billing.command()
@ACTOR
@JSON
@explained
def runs(username: str | None, as_json: bool) -> None:
    """List the last runs."""
    from donghanh.apps.billing import queries

    rows = queries.runs(actor=_actor(username))
    heads = ("unit", "month", "run", "state", "planned", "done", "held", "refused", "đồng")
    lines = table(
        heads,
        [
            (
                row.unit_code, f"{row.month:%Y-%m}", str(row.number), row.state,
                *map(str, (row.planned, row.done, row.held, row.refused, row.total_dong)),
            )
            for row in rows
        ],
        left=frozenset(range(4)),
    )  # fmt: skip
    say(rows, lines if rows else ["Nothing was billed yet. Next: donghanh billing run"], as_json)


@billing.command()
@JSON
@explained
def gaps(as_json: bool) -> None:
    """Are there as many invoices in each series as numbers were given? Exit status 1 when not."""
    from donghanh.apps.billing import queries

    found = queries.gaps()
    lines = [
        f"{template} {symbol}: {last} numbers, {count} invoices" for template, symbol, last, count in found
    ]
    say({"gaps": found}, lines or ["No series has a gap."], as_json)
    sys.exit(1 if found else 0)


def _lines(told: RunTold) -> list[str]:
    verdict = "it adds up" if told.holds else "it does NOT add up"
    what = "would be invoiced" if told.is_dry else "invoiced"
    return [
        (
            f"{told.points} points = {told.before} before + {told.rated} {what} + {told.held} held + "
            f"{told.refused} refused + {told.not_due} not due: {verdict}"
        ),
        f"{told.total_dong} đồng, result {told.result_digest[:16]}, law {told.release[:16]}, {told.state}",
    ]


def _report(done: int, planned: int) -> None:
    click.echo(f"{done} of {planned} invoices", err=True)


def _month(text: str) -> date:
    try:
        return read_month(text)
    except NotAMonth as reason:
        raise BadInput(f"--month {text}: {reason} Next: write it as 2021-11.") from reason


def _actor(username: str | None) -> Actor:
    return actor_named(username) if username else console()
