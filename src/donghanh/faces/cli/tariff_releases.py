"""
`donghanh release`: the releases of the billing law, a proposal, its publication, what a change would cost.

For officers who enter a price decision, a VAT period or a round of reductions, without touching the product.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import AS, JSON, actor_named, console, explained, say, table

if TYPE_CHECKING:
    from donghanh.apps.organisation.permissions import Actor

ACTOR = click.option("--as", "username", metavar="USERNAME", help="Who asks; without it the console.")
FILES = click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
TITLE = click.option("--title", required=True, help="What the change is, in a few words.")
WHY = click.option("--why", default="", help="Reason or paper on which it rests.")
MONTH = click.DateTime(["%Y-%m"])


@click.group()
def release() -> None:
    """Releases of the billing law: prices, VAT, reductions."""


@release.command()
@JSON
@explained
def load(as_json: bool) -> None:
    """Put the law that came with the product in force, where none is in force yet."""
    from donghanh.apps.tariffs.operations import load_shipped_law
    from donghanh.faces import clock

    digest = load_shipped_law(actor=console(), at=clock.now())
    say({"digest": digest}, [f"In force: {digest}"], as_json)


@release.command("list")
@ACTOR
@JSON
@explained
def releases(username: str | None, as_json: bool) -> None:
    """All releases, newest first."""
    from donghanh.apps.tariffs import queries

    rows = queries.releases(actor=_actor(username))
    heads = ("digest", "state", "title", "proposed by", "published by", "in force from")
    lines = table(
        heads,
        [
            (
                row.digest[:12], row.state, row.title, row.proposed_by, row.published_by or "-",
                _moment(row.published_at),
            )
            for row in rows
        ],
        left=frozenset(range(6)),
    )  # fmt: skip
    say(rows, lines if rows else ["No law is in force. Next: donghanh release load"], as_json)


@release.command()
@FILES
@TITLE
@WHY
@AS
@JSON
@explained
def propose(files: tuple[Path, ...], title: str, why: str, username: str, as_json: bool) -> None:
    """Propose the law in force with FILES put in or replaced; a second officer publishes."""
    from donghanh.apps.tariffs.operations import propose_law
    from donghanh.faces import clock

    digest = propose_law(
        actor=actor_named(username), changes=_changes(files), title=title, why=why, at=clock.now()
    )
    told = f"Proposed: {digest}. Next, by another officer: donghanh release publish {digest} --as USERNAME"
    say({"digest": digest}, [told], as_json)


@release.command("propose-shipped")
@TITLE
@WHY
@AS
@JSON
@explained
def propose_shipped(title: str, why: str, username: str, as_json: bool) -> None:
    """Propose the documents that came with this version of the product."""
    from donghanh.apps.tariffs.operations import propose_shipped_law
    from donghanh.faces import clock

    digest = propose_shipped_law(actor=actor_named(username), title=title, why=why, at=clock.now())
    say({"digest": digest}, [f"Proposed: {digest}."], as_json)


@release.command()
@click.argument("digest")
@AS
@JSON
@explained
def publish(digest: str, username: str, as_json: bool) -> None:
    """Put the proposed release DIGEST in force from now on; not by the officer who proposed it."""
    from donghanh.apps.tariffs.operations import publish_law
    from donghanh.faces import clock

    at = clock.now()
    publish_law(actor=actor_named(username), digest=digest, at=at)
    say({"digest": digest, "in_force_from": at}, [f"In force from {_moment(at)}: {digest}"], as_json)


@release.command()
@FILES
@TITLE
@WHY
@AS
@JSON
@explained
def whatif(files: tuple[Path, ...], title: str, why: str, username: str, as_json: bool) -> None:
    """Keep the release in force with the documents in FILES changed, to be rated against history."""
    from donghanh.apps.tariffs.operations import keep_what_if
    from donghanh.faces import clock

    digest = keep_what_if(
        actor=actor_named(username), changes=_changes(files), title=title, why=why, at=clock.now()
    )
    told = f"Kept: {digest}. Next: donghanh release cost {digest} --from 2021-08 --until 2021-12"
    say({"digest": digest}, [told], as_json)


@release.command()
@click.argument("digest")
@click.option("--from", "from_month", type=MONTH, required=True, help="First bill month, 2021-08.")
@click.option("--until", "until_month", type=MONTH, required=True, help="First bill month outside.")
@ACTOR
@JSON
@explained
def cost(
    digest: str, from_month: datetime, until_month: datetime, username: str | None, as_json: bool
) -> None:
    """Rate the bills of some months by DIGEST and by the release it was made from."""
    from donghanh.apps.tariffs.queries import cost_of

    if from_month >= until_month:
        raise BadInput("--until is the first month outside; name a later one than --from.")
    told = cost_of(
        actor=_actor(username), digest=digest, from_month=from_month.date(), until_month=until_month.date()
    )
    heads = ("unit", "category", "bills", "refused", "kWh", "before", "after", "difference")
    lines = table(
        heads,
        [
            (
                row.unit_code, row.category,
                *map(str, (row.bills, row.refused, row.kwh)),
                *map(str, (row.net_before, row.net_after, row.net_difference)),
            )
            for row in told.rows
        ],
        left=frozenset({0, 1}),
    )  # fmt: skip
    missing = [f"Not counted, asks what a bill does not tell: {name}" for name in told.not_counted]
    say(told, [*lines, *missing, f"Difference before VAT: {told.net_difference} đồng."], as_json)


def _changes(files: tuple[Path, ...]) -> dict[str, str | None]:
    from donghanh.lawbook.documents import DocumentRefused
    from donghanh.lawbook.law_texts import name_of

    changes: dict[str, str | None] = {}
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
            changes[name_of(file_name=path.name, text=text)] = text
        except DocumentRefused as refused:
            raise BadInput(str(refused)) from refused
        except UnicodeDecodeError as reason:
            raise BadInput(f"{path}: not in UTF-8. Next: save it as UTF-8.") from reason
    return changes


def _moment(at: datetime | None) -> str:
    from donghanh.faces.clock import HOUSE_ZONE

    return f"{at.astimezone(HOUSE_ZONE):%Y-%m-%d %H:%M}" if at else "-"


def _actor(username: str | None) -> Actor:
    return actor_named(username) if username else console()
