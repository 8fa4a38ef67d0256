"""`donghanh notices`: messages to customers: list them, look at one, send what is due."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from donghanh.faces.cli.programmes_asking import JSON, actor_named, console, explained, say, table

if TYPE_CHECKING:
    from donghanh.apps.notices.values import MessagePage, MessageStory
    from donghanh.apps.organisation.permissions import Actor

AS = click.option("--as", "username", metavar="USERNAME", help="Who asks; without it the console.")


@click.group()
def notices() -> None:
    """Messages to customers: what was said, by which channel, and what came of it."""


@notices.command("list")
@click.option("--state", default="", help="queued, sending, sent, delivered, uncertain, failed")
@click.option("--channel", default="", help="sms, email, none")
@click.option("--kind", default="", help="receipt, question, answer, apology, incident, code, rating, …")
@click.option("--unit", default="", metavar="CODE")
@click.option("--about", default="", metavar="REFERENCE", help="request:YC-21-000001")
@click.option("--page", default=1, show_default=True, type=click.IntRange(min=1))
@AS
@JSON
@explained
def list_(page: int, username: str | None, as_json: bool, **narrowed: str) -> None:
    """List the messages in sight, newest first; addresses are masked."""
    from donghanh.apps.notices import queries
    from donghanh.apps.notices.values import MessageFilters
    from donghanh.faces import clock

    filters = MessageFilters(
        narrowed["state"], narrowed["channel"], narrowed["kind"], narrowed["unit"], narrowed["about"]
    )
    found = queries.messages(actor=_actor(username), now=clock.now(), filters=filters, page=page)
    say(found, _list_lines(found), as_json)


@notices.command()
@click.argument("code")
@AS
@JSON
@explained
def show(code: str, username: str | None, as_json: bool) -> None:
    """Show one message with every step."""
    from donghanh.apps.notices import queries

    found = queries.message_story(actor=_actor(username), code=code.upper())
    say(found, _story_lines(found), as_json)


@notices.command()
@click.option("--limit", default=200, show_default=True, type=click.IntRange(1, 100_000))
@JSON
@explained
def send(limit: int, as_json: bool) -> None:
    """Send what is due, as the job does every minute. Exit status 1 when something failed or is uncertain."""
    from donghanh.apps.notices import operations
    from donghanh.faces import clock

    done = operations.send_due(now=clock.now(), limit=limit)
    told = {
        "accepted": done.accepted, "put off": done.put_off, "failed": done.failed,
        "uncertain": done.uncertain, "too old": done.expired,
    }  # fmt: skip
    lines = [", ".join(f"{word} {count}" for word, count in told.items())]
    if done.waiting:
        lines.append(f"{done.waiting} wait for a channel that is not set. Next: docs/how-to/send-messages.md")
    say(done, lines, as_json)
    if done.failed or done.uncertain:
        sys.exit(1)


def _list_lines(found: MessagePage) -> list[str]:
    rows = [
        (
            f"{row.queued_at:%d/%m/%Y %H:%M}", row.code, row.kind, row.channel, row.to, row.about, row.state,
            row.why,
        )
        for row in found.rows
    ]  # fmt: skip
    heads = ("at", "code", "kind", "channel", "to", "about", "state", "why")
    told = ", ".join(f"{state} {count}" for state, count in sorted(found.counts.items()))
    missing = [f"not set: {', '.join(found.channels_missing)}"] if found.channels_missing else []
    lines = table(heads, rows, left=frozenset(range(8))) if rows else ["No message fits."]
    return [*lines, f"page {found.page} of {found.pages}; {told or 'none'}", *missing]


def _story_lines(found: MessageStory) -> list[str]:
    row = found.row
    steps = [
        f"  {one.at:%d/%m/%Y %H:%M} {one.move}: {one.to_state} {one.why}".rstrip() for one in found.moves
    ]
    said = "(only the customer may read it)" if row.is_secret else row.text
    return [
        f"{row.code} {row.kind} by {row.channel} to {row.to} about {row.about}: {row.state}",
        said,
        *steps,
    ]


def _actor(username: str | None) -> Actor:
    return actor_named(username) if username else console()
