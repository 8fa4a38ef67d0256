"""`donghanh requests`: the queue, a case and its moves, incidents, figures, the watch over due times."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import JSON, actor_named, console, explained, say
from donghanh.faces.cli.requests_telling import case_lines, queue_lines

if TYPE_CHECKING:
    from donghanh.apps.organisation.permissions import Actor

AS = click.option("--as", "username", metavar="USERNAME", help="Who asks or acts; without it the console.")
MOVES = (
    "take", "accept", "ask_for_documents", "complete", "start", "pause", "resume", "hand_over", "reclassify",
    "answer", "close", "confirm_solved", "report_not_solved", "withdraw", "refuse", "record_breach",
)  # fmt: skip


@click.group()
def requests() -> None:
    """Customers' requests: one queue, whatever the channel, each with its promise and clock."""


def asked_by(username: str | None) -> Actor:
    """The staff member who was named, else the console."""
    return actor_named(username) if username else console()


@requests.command("open")
@click.option("--service", "service_code", required=True, metavar="CODE", help="Of `donghanh services list`.")
@click.option("--channel", default="counter", show_default=True)
@click.option("--received", metavar="INSTANT", help="2021-12-20T09:00+07:00; without it now.")
@click.option("--name", default="", help="Of the customer.")
@click.option("--phone", default="")
@click.option("--email", default="")
@click.option("--address", default="")
@click.option("--commune", default="", metavar="CODE")
@click.option("--customer", "customer_code", metavar="CODE", help="Of the customer, when there is one.")
@click.option("--unit", "unit_code", metavar="CODE", help="Without it the customer's or the commune's.")
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="An answer of the form.")
@click.option("--incomplete", is_flag=True, help="Documents are missing: the clock does not run yet.")
@click.option("--key", default="", help="Given again with the same words, it is the same case.")
@AS
@JSON
@explained
def open_(
    service_code: str, channel: str, received: str | None, fields: tuple[str, ...], customer_code: str | None,
    unit_code: str | None, incomplete: bool, key: str, username: str | None, as_json: bool, **contact: str,
) -> None:  # fmt: skip
    """Take a request in and print its code, its tracking code and its due time."""
    from donghanh.apps.requests import operations
    from donghanh.apps.requests.values import Contact
    from donghanh.faces import clock

    now = clock.now()
    who = Contact(contact["name"], contact["phone"], contact["email"], contact["address"], contact["commune"])
    opened = operations.open_case(
        actor=asked_by(username), service_code=service_code, channel=channel,
        received_at=_instant(received) if received else now, contact=who, customer_code=customer_code,
        fields=dict(_pair(one) for one in fields), unit_code=unit_code, idempotency_key=key,
        is_complete=not incomplete, now=now,
    )  # fmt: skip
    due = f"due {opened.due_at:%d/%m/%Y %H:%M}" if opened.due_at else "no clock runs yet"
    say(opened, [f"{opened.code}  {opened.tracking_code}  {opened.state}  {due}"], as_json)


@requests.command()
@click.argument("code")
@AS
@JSON
@explained
def show(code: str, username: str | None, as_json: bool) -> None:
    """Show one case with its whole story; the contact is covered."""
    from donghanh.apps.requests import queries
    from donghanh.faces import clock

    found = queries.case_page(actor=asked_by(username), code=code.upper(), now=clock.now())
    say(found, case_lines(found), as_json)


@requests.command()
@click.option(
    "--view", default="open", show_default=True,
    type=click.Choice(
        ["open", "late", "today", "paused", "answered", "unread", "uncaused", "over", "all"]
    ),
)  # fmt: skip
@click.option("--unit", default="", metavar="CODE")
@click.option("--desk", default="", help="unit, business_department, office")
@click.option("--service", default="", metavar="CODE")
@click.option("--channel", default="")
@click.option("--responsible", default="", metavar="USERNAME", help="Or `nobody`.")
@click.option("--text", default="", help="A code, a telephone, a name.")
@click.option("--page", default=1, show_default=True, type=click.IntRange(min=1))
@AS
@JSON
@explained
def queue(page: int, username: str | None, as_json: bool, **narrowed: str) -> None:
    """List the queue, the least time left first."""
    from donghanh.apps.requests import queries
    from donghanh.apps.requests.values import QueueFilters
    from donghanh.faces import clock

    filters = QueueFilters(
        view=narrowed["view"], unit_code=narrowed["unit"], desk=narrowed["desk"],
        service_code=narrowed["service"], channel=narrowed["channel"], responsible=narrowed["responsible"],
        text=narrowed["text"],
    )  # fmt: skip
    found = queries.queue(actor=asked_by(username), now=clock.now(), filters=filters, page=page)
    say(found, queue_lines(found), as_json)


@requests.command()
@click.argument("code")
@click.argument("move", type=click.Choice(MOVES))
@click.option("--why", default="", help="The reason; of a breach what happened.")
@click.option("--text", default="", help="What the customer is told.")
@click.option("--document", "documents", multiple=True, metavar="CODE", help="That is missing.")
@click.option("--reason", default="", metavar="CODE", help="Of a pause.")
@click.option(
    "--proof", "proofs", multiple=True, metavar="SORT=FILE", help="Of a pause: call_recording=a.jpg."
)
@click.option("--service", "service_code", default="", metavar="CODE", help="What the case really is.")
@click.option("--to-unit", metavar="CODE")
@click.option("--to-desk", metavar="WORD")
@click.option("--to", "to_username", metavar="USERNAME")
@click.option("--cause", default="", metavar="CODE", help="Of a breach.")
@click.option("--key", default="", help="Given again, nothing changes.")
@AS
@JSON
@explained
def move(
    code: str, move: str, documents: tuple[str, ...], proofs: tuple[str, ...], username: str | None,
    as_json: bool, **said: Any,
) -> None:  # fmt: skip
    """Make a MOVE of the case CODE; each move reads the options that it needs."""
    from donghanh.apps.requests import operations, queries
    from donghanh.faces import clock

    actor, now = asked_by(username), clock.now()
    asked = operations.MoveAsked(documents=documents, attachments=tuple(map(_proof, proofs)), **said)
    operations.make_move(actor=actor, code=code.upper(), move=move, asked=asked, now=now)
    found = queries.case_page(actor=actor, code=code.upper(), now=now)
    say(found, case_lines(found), as_json)


@requests.command()
@explained
def watch() -> None:
    """Warn of due times that come near, and end pauses that reached their longest; as the job does."""
    from donghanh.apps.requests import operations
    from donghanh.faces import clock

    done = operations.escalate_due(now=clock.now())
    click.echo(json.dumps({"warned": done.warned, "pauses_ended": done.pauses_ended}))


def _instant(text: str) -> datetime:
    """An instant as it was written; without a zone the operation refuses it."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as reason:
        raise BadInput(
            f"--received {text!r}: expected an instant such as 2021-12-20T09:00+07:00."
        ) from reason


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise BadInput(f"--field {text!r}: expected NAME=VALUE.")
    return name, value


def _proof(text: str) -> Any:
    from donghanh.apps.requests.values import Attachment

    sort, value = _pair(text)
    file = Path(value)
    if not file.is_file():
        raise BadInput(f"--proof {text!r}: there is no file {value}.")
    return Attachment(file.name, file.read_bytes(), sort)
