"""`donghanh requests differ`, `… differences`, `… read`: what is not one thing, letters that were read."""

from __future__ import annotations

import click

from donghanh.faces.cli.programmes_asking import JSON, explained, say
from donghanh.faces.cli.requests import AS, asked_by, requests


@requests.command()
@click.argument("first")
@click.argument("second")
@click.option("--why", required=True, help="What tells the two apart; with --back why that was wrong.")
@click.option("--back", is_flag=True, help="Take it back: the two may be proposed as one thing again.")
@AS
@explained
def differ(first: str, second: str, why: str, back: bool, username: str | None) -> None:
    """Say that the cases FIRST and SECOND are not the same thing."""
    from donghanh.apps.requests import operations
    from donghanh.faces import clock

    act = operations.take_difference_back if back else operations.say_different
    act(actor=asked_by(username), codes=(first.upper(), second.upper()), why=why, now=clock.now())
    click.echo(f"{first.upper()} and {second.upper()}: {'taken back' if back else 'different things'}.")


@requests.command()
@click.option("--unit", default="", metavar="CODE")
@AS
@JSON
@explained
def differences(unit: str, username: str | None, as_json: bool) -> None:
    """List the pairs that somebody said are different things, the latest first."""
    from donghanh.apps.requests import queries
    from donghanh.faces import clock

    found = queries.differences(actor=asked_by(username), now=clock.now(), unit_code=unit)
    lines = [f"{one.first} {one.second}  {one.at:%d/%m/%Y %H:%M}  {one.by}: {one.why}" for one in found]
    say({"differences": list(found)}, lines or ["None."], as_json)


@requests.command()
@click.argument("code")
@click.argument("number", type=int)
@AS
@explained
def read(code: str, number: int, username: str | None) -> None:
    """Say that the customer's message NUMBER upon the case CODE was read."""
    from donghanh.apps.requests import operations
    from donghanh.faces import clock

    operations.read_message(actor=asked_by(username), code=code.upper(), number=number, now=clock.now())
    click.echo(f"{code.upper()}: message {number} is read.")
