"""`donghanh staff`: add people who may sign in, grant and revoke their roles, list them."""

from __future__ import annotations

import json
from datetime import date, datetime

import click

from donghanh.faces.cli.house import BadInput, open_house

DAY = click.DateTime(formats=["%Y-%m-%d"])
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.group()
def staff() -> None:
    """People who may sign in, and their roles."""


@staff.command()
@click.argument("username")
@click.option("--full-name", required=True)
@click.option(
    "--password", help="Without it the password is asked for; an empty one means: cannot sign in yet."
)
@JSON
def add(username: str, full_name: str, password: str | None, as_json: bool) -> None:
    """Add somebody who may sign in as USERNAME."""
    open_house()
    from donghanh.apps.organisation import operations, permissions
    from donghanh.faces import clock

    if password is None:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True, default="")
    with refusals():
        operations.add_staff(
            actor=permissions.console_actor(),
            username=username,
            full_name=full_name,
            password=password or None,
            at=clock.now(),
        )
    say({"added": username}, f"{username} may sign in." if password else f"{username} was added.", as_json)


@staff.command()
@click.argument("username")
@click.argument("role")
@click.option("--unit", "unit_code", help="Code of the unit, for roles of a unit.")
@click.option("--commune", "commune_code", help="Code of the commune, for partner_officer.")
@click.option("--from", "from_on", type=DAY, help="First day; without it the product's day.")
@click.option("--until", "until_on", type=DAY, help="First day without the role.")
@JSON
def grant(
    username: str,
    role: str,
    unit_code: str | None,
    commune_code: str | None,
    from_on: datetime | None,
    until_on: datetime | None,
    as_json: bool,
) -> None:
    """Give USERNAME a ROLE from a day on."""
    open_house()
    from donghanh.apps.organisation import operations, permissions
    from donghanh.faces import clock

    first = _day(from_on) or clock.today()
    with refusals():
        operations.grant_role(
            actor=permissions.console_actor(),
            username=username,
            role=role,
            unit_code=unit_code,
            commune_code=commune_code,
            from_on=first,
            until_on=_day(until_on),
            at=clock.now(),
        )
    place = unit_code or commune_code
    say(
        {"granted": role, "username": username, "place": place, "from_on": first.isoformat()},
        f"{username} is {role}{f' of {place}' if place else ''} from {first:%d/%m/%Y}.",
        as_json,
    )


@staff.command()
@click.argument("username")
@click.argument("role")
@click.option("--unit", "unit_code", help="Only the grant for this unit.")
@click.option("--commune", "commune_code", help="Only the grant for this commune.")
@click.option("--on", type=DAY, help="First day without the role; without it the product's day.")
@JSON
def revoke(
    username: str,
    role: str,
    unit_code: str | None,
    commune_code: str | None,
    on: datetime | None,
    as_json: bool,
) -> None:
    """End the grants of a ROLE of USERNAME on a day."""
    open_house()
    from donghanh.apps.organisation import operations, permissions
    from donghanh.faces import clock

    last = _day(on) or clock.today()
    with refusals():
        ended = operations.revoke_role(
            actor=permissions.console_actor(),
            username=username,
            role=role,
            unit_code=unit_code,
            commune_code=commune_code,
            on=last,
            at=clock.now(),
        )
    say({"ended": ended}, f"{ended} grants end; {last:%d/%m/%Y} is the first day without.", as_json)


@staff.command("list")
@click.option("--on", type=DAY, help="Roles as of this day; without it the product's day.")
@JSON
def list_staff(on: datetime | None, as_json: bool) -> None:
    """List the people who may sign in, with their roles on a day."""
    open_house()
    from donghanh.apps.organisation import permissions, queries
    from donghanh.faces import clock

    rows = queries.staff(actor=permissions.console_actor(), day=_day(on) or clock.today())
    told = [
        {
            "username": row.username,
            "full_name": row.full_name,
            "is_active": row.is_active,
            "roles": [[grant.role, grant.unit_code or grant.commune_code] for grant in row.grants],
        }
        for row in rows
    ]
    lines = [
        f"{row.username:<24} {row.full_name:<28} "
        + ", ".join(" ".join(filter(None, (g.role, g.unit_code or g.commune_code))) for g in row.grants)
        for row in rows
    ]
    say({"staff": told}, "\n".join(lines) or "Nobody yet. Next: donghanh staff add", as_json)


@staff.command()
@click.argument("username")
@JSON
def token(username: str, as_json: bool) -> None:
    """Make a token with which a program asks the API as USERNAME; void when the password changes."""
    open_house()
    from donghanh.faces.signin import tokens

    try:
        made = tokens.token_for(username=username)
    except tokens.NoSuchStaff as reason:
        raise BadInput(str(reason)) from reason
    say({"token": made, "username": username, "days": tokens.LIFE.days}, made, as_json)


class refusals:  # noqa: N801 (reads as a sentence: with refusals)
    """Turn a refusal of the organisation into bad input, with the refusal's own sentence."""

    def __enter__(self) -> None:
        """Let the sentences of Django's own checks be English, as the commands are."""
        from django.utils import translation

        translation.activate("en")

    def __exit__(self, kind: type[BaseException] | None, reason: BaseException | None, trace: object) -> None:
        from donghanh.apps.organisation import operations, queries

        if isinstance(reason, operations.CannotKeepStaff | operations.CannotChangeTree | queries.UnknownUnit):
            raise BadInput(str(reason)) from reason


def say(document: dict[str, object], sentence: str, as_json: bool) -> None:
    """Print one JSON document, or the sentence."""
    click.echo(json.dumps(document, ensure_ascii=False) if as_json else sentence)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
