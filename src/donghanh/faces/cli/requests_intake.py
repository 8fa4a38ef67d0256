"""`donghanh requests mail` and `… partner-key`: letters that came, and systems that may send."""

from __future__ import annotations

from pathlib import Path

import click

from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import JSON, actor_named, console, explained, say
from donghanh.faces.cli.requests import requests

OWN = click.option(
    "--own", multiple=True, metavar="ADDRESS", help="An address of the company's own; repeat it."
)
AS = click.option("--as", "username", metavar="USERNAME", help="Who acts; without it the console.")


@requests.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@OWN
@JSON
@explained
def mail(paths: tuple[Path, ...], own: tuple[str, ...], as_json: bool) -> None:
    """
    Make a case of each letter: FILE is a message (RFC 822) or a Maildir.

    The same letter again is the same case; answers of machines are ignored. Of a Maildir the letters in `new`
    are taken, and moved to `cur` when they are done. Exit status 1 when a letter could not be taken.
    """
    from donghanh.faces import clock, maildir

    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise BadInput(f"{', '.join(missing)}: not there. Next: name files or a Maildir.")
    taken = [one for path in paths for one in maildir.take_all(path=path, now=clock.now(), own_addresses=own)]
    say({"letters": [one.told() for one in taken]}, [one.line() for one in taken] or ["No letter."], as_json)
    if any(one.problem for one in taken):
        raise SystemExit(1)


@requests.group("partner-key")
def partner_key() -> None:
    """Keys by which partner systems send requests (Open311, partner API)."""


@partner_key.command()
@click.argument("code")
@click.option("--name", required=True, help="Whose system it is.")
@click.option("--per-minute", type=int, default=120, show_default=True, help="Requests served a minute.")
@AS
@JSON
@explained
def make(code: str, name: str, per_minute: int, username: str | None, as_json: bool) -> None:
    """Make a key for the system CODE and print it; it is not said again."""
    from donghanh.apps.partners import operations
    from donghanh.faces import clock

    actor = actor_named(username) if username else console()
    key = operations.make_key(actor=actor, code=code, name=name, at=clock.now(), most_per_minute=per_minute)
    say({"code": code, "key": key, "per_minute": per_minute}, [key], as_json)


@partner_key.command()
@click.argument("code")
@click.option("--why", required=True)
@AS
@JSON
@explained
def end(code: str, why: str, username: str | None, as_json: bool) -> None:
    """Let nobody in by the key of the system CODE from now on."""
    from donghanh.apps.partners import operations
    from donghanh.faces import clock

    actor = actor_named(username) if username else console()
    operations.end_key(actor=actor, code=code, why=why, at=clock.now())
    say({"code": code, "ended": True}, [f"The key of {code} lets nobody in any more."], as_json)


@partner_key.command("list")
@AS
@JSON
@explained
def list_keys(username: str | None, as_json: bool) -> None:
    """List the systems that have or had a key; the keys themselves are kept nowhere."""
    from donghanh.apps.partners import queries

    rows = queries.keys(actor=actor_named(username) if username else console())
    lines = [
        f"{row.code:<40} {row.most_per_minute:>6}/min  {'ended' if row.ended_at else 'lets in'}  {row.name}"
        for row in rows
    ]
    say({"keys": rows}, lines or ["No key yet."], as_json)
