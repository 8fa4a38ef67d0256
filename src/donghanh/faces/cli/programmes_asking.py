"""
What the commands of `donghanh programmes` share: options, who asks, how a refusal ends, how values print.

Refusals of the programmes are bad input (exit status 2) with their own sentence and facts. With `--json`
a value prints as the query gave it: days and instants as ISO text, nothing renamed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

import click

from donghanh.faces.cli.house import BadInput, open_house
from donghanh.faces.cli.staff import DAY, JSON

if TYPE_CHECKING:
    from donghanh.apps.organisation.permissions import Actor

__all__ = ["AS", "AS_OF", "CAMPAIGN", "JSON", "LANGUAGE"]

Given = ParamSpec("Given")

AS = click.option("--as", "username", required=True, metavar="USERNAME", help="Staff member who acts.")
AS_OF = click.option("--as-of", type=DAY, help="End of this day; without it the product's day.")
CAMPAIGN = click.option("--campaign", metavar="CODE", help="Without it the current campaign.")
LANGUAGE = click.option(
    "--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Of names and words."
)


def explained(command: Callable[Given, None]) -> Callable[Given, None]:
    """Open the house, and let every expected refusal end with its sentence and exit status 2."""

    @wraps(command)
    def run(*given: Given.args, **named: Given.kwargs) -> None:
        open_house()
        from donghanh.apps.organisation.permissions import Forbidden
        from donghanh.apps.programmes.refusals import Refused
        from donghanh.engines.programmes.lives import CannotMove

        try:
            command(*given, **named)
        except Forbidden as reason:
            raise BadInput(f"Not allowed: {reason}. Next: name somebody with that role by --as.") from reason
        except (Refused, CannotMove) as reason:
            raise BadInput(str(reason)) from reason

    return run


def day_of(as_of: datetime | None) -> date:
    """The day that was asked for, else the product's day."""
    from donghanh.faces import clock

    return as_of.date() if as_of else clock.today()


def campaign_code(campaign: str | None, *, day: date) -> str:
    """The campaign that was asked for, else the one that is current on a day; it is there."""
    from donghanh.apps.programmes.queries import plan
    from donghanh.apps.programmes.refusals import NotFound

    known = [one.code for one in plan.campaigns()]
    if not known:
        raise BadInput("No campaign was opened yet. Next: donghanh programmes open CODE --as USERNAME")
    if campaign is not None and campaign not in known:
        raise BadInput(f"{NotFound('campaign', campaign)} There are: {', '.join(known)}.")
    return campaign or plan.current_campaign(day=day)


def console() -> Actor:
    """Who reads from the command line."""
    from donghanh.apps.organisation.permissions import console_actor

    return console_actor()


def actor_named(username: str) -> Actor:
    """The staff member who acts, with the roles of the product's day."""
    from donghanh.apps.organisation import queries
    from donghanh.faces import clock

    found = queries.actor_named(username=username, on=clock.today())
    if found is None:
        raise BadInput(f"--as {username!r}: nobody active signs in so. Next: donghanh staff list")
    return found


def plain(value: Any) -> Any:
    """
    Turn what a query answers into what JSON can carry.

    >>> plain((date(2021, 12, 20),))
    ['2021-12-20']
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    return value


def say(value: Any, lines: Sequence[str], as_json: bool) -> None:
    """Print one JSON document, or lines for a person."""
    click.echo(json.dumps(plain(value), ensure_ascii=False) if as_json else "\n".join(lines))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, left: frozenset[int]) -> list[str]:
    """Lay rows out in columns; those of `left` begin at the left, the others end at the right."""
    every = [list(heads), *(list(row) for row in rows)]
    widths = [max(len(row[place]) for row in every) for place in range(len(heads))]
    return [
        "  ".join(
            cell.ljust(width) if place in left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in every
    ]
