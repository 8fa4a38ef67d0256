"""`donghanh relief`: rounds, orders and uses of sites, why or why not, certificates, what a round changes."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import JSON, actor_named, console, explained, say, table
from donghanh.faces.cli.staff import DAY

if TYPE_CHECKING:
    from donghanh.apps.organisation.permissions import Actor
    from donghanh.apps.reliefs.queries import Rerate

ACTOR = click.option("--as", "username", metavar="USERNAME", help="Who asks or acts; without it the console.")
ROUND = click.option("--round", "relief_round", required=True, metavar="ROUND", help="covid-1 to covid-5.")
MONTH = click.option("--month", "month_text", required=True, metavar="YYYY-MM", help="Bill month.")
FROM = click.option("--from", "from_on", type=DAY, required=True, help="First day.")
UNTIL = click.option("--until", "until_on", type=DAY, help="First day outside; left out while none is known.")
DOCUMENT = click.option("--document", required=True, help="Paper that says so: number and day.")


@click.group()
def relief() -> None:
    """Price reductions: who is owed one, why, and proof that each was given."""


@relief.command()
@ACTOR
@JSON
@explained
def rounds(username: str | None, as_json: bool) -> None:
    """The rounds and their groups, as the lawbook tells them."""
    from donghanh.apps.reliefs.queries import rounds as known

    told = known(actor=asked_by(username))
    lines = [
        line
        for one in told
        for line in (
            f"{one.code}  {one.name_vi}  {one.months[0]:%m/%Y} - {one.months[-1]:%m/%Y}",
            *(
                f"  {group.relief}  {group.name_vi}"
                + ("" if group.is_enabled else f"  CHƯA ÁP DỤNG: {group.reason_vi}")
                for group in one.groups
            ),
        )
    ]
    say(told, lines, as_json)


@relief.command()
@click.argument("code")
@MONTH
@ACTOR
@JSON
@explained
def why(code: str, month_text: str, username: str | None, as_json: bool) -> None:
    """What every group of a month says of the customer CODE; exit status 1 when none is owed."""
    from donghanh.apps.reliefs.queries import standing_of

    told = standing_of(actor=asked_by(username), code=code, month=month_of(month_text))
    rows = [
        (
            one.group.relief,
            one.reason,
            "" if one.evidence is None else f"#{one.evidence}",
            "; ".join(one.condition),
        )
        for one in told.groups
    ]
    lines = [
        f"{told.code} {told.month:%m/%Y}: {told.relief or 'no reduction'}",
        f"law {told.release[:12]}{'' if told.is_published else ', as it came with the product'}",
        *table(("group", "reason", "fact", "condition"), rows, left=frozenset({0, 1, 2, 3})),
    ]
    say(told, lines, as_json)
    if told.relief is None:
        sys.exit(1)


@relief.command()
@click.option("--kind", type=click.Choice(["order", "use"]), default="order", show_default=True)
@ACTOR
@JSON
@explained
def facts(kind: str, username: str | None, as_json: bool) -> None:
    """Orders over places, or uses of sites, newest first."""
    from donghanh.apps.reliefs.queries import facts as known

    told = known(actor=asked_by(username), kind=kind)
    rows = [
        (
            str(one.number), one.state, one.place, one.what, one.from_on.isoformat(),
            one.until_on.isoformat() if one.until_on else "-", one.document,
        )
        for one in told
    ]  # fmt: skip
    heads = ("number", "state", "place", "what", "from", "until", "document")
    say(told, table(heads, rows, left=frozenset(range(1, 7))), as_json)


@relief.command()
@click.argument("level", type=click.Choice(["province", "district", "commune"]))
@click.argument("place")
@click.option("--directive", default="directive-16", show_default=True)
@FROM
@UNTIL
@DOCUMENT
@ACTOR
@JSON
@explained
def order(
    level: str, place: str, directive: str, from_on: datetime, until_on: datetime | None, document: str,
    username: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Enter that PLACE, by its official code, was under an order; a second person confirms it."""
    from donghanh.apps.reliefs.operations import enter_order
    from donghanh.faces import clock

    number = enter_order(
        actor=asked_by(username), level=level, place_code=place, directive=directive, from_on=from_on.date(),
        until_on=until_on.date() if until_on else None, document=document, at=clock.now(),
    )  # fmt: skip
    say({"number": number}, [f"Order {number} waits for a second person."], as_json)


@relief.command()
@click.argument("code")
@click.argument("kind")
@FROM
@UNTIL
@DOCUMENT
@ACTOR
@JSON
@explained
def use(
    code: str, kind: str, from_on: datetime, until_on: datetime | None, document: str, username: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Enter for what the site of customer CODE was used (quarantine_free, medical, lodging, …)."""
    from donghanh.apps.reliefs.operations import enter_use
    from donghanh.faces import clock

    number = enter_use(
        actor=asked_by(username), customer_code=code, use=kind, from_on=from_on.date(),
        until_on=until_on.date() if until_on else None, document=document, at=clock.now(),
    )  # fmt: skip
    say({"number": number}, [f"Use {number} waits for a second person."], as_json)


@relief.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@ACTOR
@JSON
@explained
def import_(file: Path, username: str | None, as_json: bool) -> None:
    """Enter the uses of sites that FILE (CSV, XLSX) lists: all rows, or none when one is faulty."""
    from donghanh.apps.reliefs.operations import import_uses
    from donghanh.faces import clock

    made = import_uses(actor=asked_by(username), path=file, name=file.name, at=clock.now())
    say(made, [f"{len(made.numbers)} uses wait for a second person."], as_json)


@relief.command()
@click.argument("number", type=int)
@click.option("--turn-down", is_flag=True, help="Not confirmed; needs --why.")
@click.option("--why", default="")
@click.option("--as", "username", required=True, metavar="USERNAME", help="The second person.")
@JSON
@explained
def decide(number: int, turn_down: bool, why: str, username: str, as_json: bool) -> None:
    """Confirm the fact NUMBER, or turn it down."""
    from donghanh.apps.reliefs.operations import decide_fact
    from donghanh.faces import clock

    decide_fact(
        actor=actor_named(username), number=number, is_confirmed=not turn_down, why=why, at=clock.now()
    )
    told = "turned down" if turn_down else "confirmed"
    say({"number": number, "state": told}, [f"Fact {number} is {told}."], as_json)


@relief.command()
@click.argument("number", type=int)
@click.option("--why", required=True)
@ACTOR
@JSON
@explained
def withdraw(number: int, why: str, username: str | None, as_json: bool) -> None:
    """Take the fact NUMBER back; its row stays, and it counts no more."""
    from donghanh.apps.reliefs.operations import withdraw_fact
    from donghanh.faces import clock

    withdraw_fact(actor=asked_by(username), number=number, why=why, at=clock.now())
    say({"number": number, "state": "withdrawn"}, [f"Fact {number} counts no more."], as_json)


@relief.command()
@ROUND
@MONTH
@click.option("--dry-run", is_flag=True, help="Only show; without it --digest and --reason are needed.")
@click.option("--digest", default="", help="Of the dry run that was looked at.")
@click.option("--reason", default="")
@ACTOR
@JSON
@explained
def rerate(
    relief_round: str, month_text: str, dry_run: bool, digest: str, reason: str, username: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Which bills a round that came late, changed or ended touches; then have them adjusted."""
    from donghanh.apps.reliefs import operations, queries
    from donghanh.faces import clock

    actor, month = asked_by(username), month_of(month_text)
    if dry_run:
        told = queries.rerate(actor=actor, relief_round=relief_round, month=month, at=clock.now())
        name = operations.digest_of_rerate(told)
        say({**_document(told), "digest": name}, [*_lines(told), f"digest {name}"], as_json)
        return
    if not digest:
        raise BadInput("Nothing was looked at yet. Next: --dry-run, then its --digest with a --reason.")
    made = operations.apply_rerate(
        actor=actor, relief_round=relief_round, month=month, digest=digest, reason=reason, at=clock.now()
    )
    say({"adjusted": made}, [f"{made} bills were adjusted."], as_json)


def _document(told: Rerate) -> dict[str, object]:
    return {
        "round": told.relief_round, "month": f"{told.month:%Y-%m}", "bills": told.bill_count,
        "rated": told.rated_count, "touched": told.touched.to_dicts(), "refused": told.refused.to_dicts(),
        "relief_difference": told.relief_difference, "total_difference": told.total_difference,
    }  # fmt: skip


def _lines(told: Rerate) -> list[str]:
    shown = told.touched.head(20).iter_rows(named=True)
    rows = [
        (
            row["code"], row["relief_before"] or "-", row["relief_after"] or "-",
            str(row["total_amount_before"]), str(row["total_amount_after"]),
            str(row["total_amount_difference"]),
        )
        for row in shown
    ]  # fmt: skip
    heads = ("customer", "reduction before", "after", "total before", "after", "difference")
    return [
        *table(heads, rows, left=frozenset({0, 1, 2})),
        (
            f"{told.touched.height} of {told.bill_count} bills differ, {told.refused.height} not rated; "
            f"reductions {told.relief_difference:+d} đồng, totals {told.total_difference:+d} đồng."
        ),
    ]


def asked_by(username: str | None) -> Actor:
    """Who asks: the one who is named, else the console."""
    return actor_named(username) if username else console()


def month_of(text: str) -> date:
    """Read a bill month. raises : BadInput"""
    from donghanh.kernel.months import NotAMonth, read_month

    try:
        return read_month(text)
    except NotAMonth as reason:
        raise BadInput(f"--month: {reason}") from reason
