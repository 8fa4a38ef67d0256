"""`donghanh supply`: supplies by step, one with its steps, a step, the answer to the free wiring."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import AS, JSON, actor_named, console, explained, say, table

WHO = click.option("--as", "username", metavar="USERNAME", help="Who asks; without it the console.")


@click.group()
def supply() -> None:
    """The chains of supplies: new, for a time, changed, moved, checked, transferred, on again, ended."""


@supply.command("list")
@click.option(
    "--view", default="open", show_default=True, type=click.Choice(["open", "wiring", "over", "all"])
)
@click.option("--step", default="", help="Only those before this step.")
@click.option("--service", default="", metavar="CODE")
@click.option("--unit", default="", metavar="CODE")
@click.option("--page", default=1, show_default=True, type=click.IntRange(min=1))
@WHO
@JSON
@explained
def list_(
    view: str, step: str, service: str, unit: str, page: int, username: str | None, as_json: bool
) -> None:
    """List supplies, the least time left first."""
    from donghanh.apps.supply import queries
    from donghanh.faces import clock

    found = queries.supply_list(
        actor=_asked_by(username), now=clock.now(), step=step, service_code=service, unit_code=unit,
        view=view, page=page,
    )  # fmt: skip
    rows = [
        [
            one.case_code, one.service_code, one.unit_code, one.next_step or "-",
            f"{one.due_at:%d/%m/%Y %H:%M}" if one.due_at else "-",
            f"{one.wiring} {one.wiring_number or ''}".strip(),
        ]
        for one in found.rows
    ]  # fmt: skip
    heads = ["request", "service", "unit", "next step", "due (UTC)", "free wiring"]
    told = [f"{found.total} supplies, page {found.page} of {found.pages}."]
    say(found, [*told, *table(heads, rows, left=frozenset(range(6)))], as_json)


@supply.command()
@click.argument("code")
@WHO
@JSON
@explained
def show(code: str, username: str | None, as_json: bool) -> None:
    """Show the supply of request CODE with its steps."""
    from donghanh.apps.supply import queries
    from donghanh.faces import clock

    found = queries.supply_page(actor=_asked_by(username), case_code=code.upper(), now=clock.now())
    say(found, _lines(found), as_json)


@supply.command()
@click.argument("code")
@click.argument("name")
@click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", help="What the step asks for.")
@click.option("--note", default="")
@click.option("--text", default="", help="What the customer is told by the step that ends.")
@click.option("--key", default="", help="Given again, the step is not taken twice.")
@AS
@JSON
@explained
def step(
    code: str, name: str, facts: tuple[str, ...], note: str, text: str, key: str, username: str, as_json: bool
) -> None:
    """Take step NAME of the supply of request CODE, the next one only."""
    from donghanh.apps.supply import operations, queries
    from donghanh.faces import clock

    actor, now = actor_named(username), clock.now()
    operations.take_step(
        actor=actor,
        case_code=code.upper(),
        step=name,
        now=now,
        facts=dict(map(_pair, facts)),
        note=note,
        text=text,
        key=key,
    )
    found = queries.supply_page(actor=actor, case_code=code.upper(), now=now)
    say(found, _lines(found), as_json)


@supply.command()
@click.argument("code")
@click.argument("word", type=click.Choice(["accepted", "declined"]))
@AS
@JSON
@explained
def wiring(code: str, word: str, username: str, as_json: bool) -> None:
    """Write down what the customer of request CODE said of the free wiring."""
    from donghanh.apps.supply import operations, queries
    from donghanh.faces import clock

    actor, now = actor_named(username), clock.now()
    operations.answer_offer(actor=actor, case_code=code.upper(), word=word, now=now)
    found = queries.supply_page(actor=actor, case_code=code.upper(), now=now)
    say(found, _lines(found), as_json)


@supply.command()
@click.argument("point")
@click.option("--on", "day", required=True, metavar="DAY", help="Day on which it was cut off.")
@click.option("--why", required=True)
@AS
@JSON
@explained
def cut(point: str, day: str, why: str, username: str, as_json: bool) -> None:
    """Write down that metering POINT was cut off; a reconnection puts it on again."""
    from donghanh.apps.metering import operations
    from donghanh.faces import clock

    on_day = _day(day)
    operations.switch_point(
        actor=actor_named(username), point_code=point.upper(), is_on=False, on_day=on_day, why=why,
        at=clock.now(),
    )  # fmt: skip
    told = {"point": point.upper(), "is_on": False, "on_day": on_day.isoformat()}
    say(told, [f"{point.upper()} is cut off since {on_day:%d/%m/%Y}."], as_json)


@supply.command()
@click.option(
    "--open", "is_open", is_flag=True, help="Only those whose correction of bills is still to come."
)
@WHO
@JSON
@explained
def tests(is_open: bool, username: str | None, as_json: bool) -> None:
    """List tests of meters, the latest first."""
    from donghanh.apps.metering import queries

    found = queries.meter_tests(actor=_asked_by(username), is_open=is_open)
    rows = [
        [
            str(one.number), one.point_code, one.serial, f"{one.tested_on:%d/%m/%Y}",
            f"{one.error_milli_percent / 1000:+.3f}", "yes" if one.is_within_class else "no",
            one.pointer or ("open" if one.follows != "none" else "-"),
        ]
        for one in found
    ]  # fmt: skip
    heads = ["test", "point", "meter", "day", "error %", "within class", "correction"]
    say(found, [f"{len(found)} tests.", *table(heads, rows, left=frozenset(range(7)))], as_json)


@supply.command()
@click.argument("number", type=click.IntRange(min=1))
@click.option("--pointer", required=True, metavar="PAPER", help="The correcting invoice or document.")
@click.option("--why", required=True)
@AS
@JSON
@explained
def settle(number: int, pointer: str, why: str, username: str, as_json: bool) -> None:
    """Say what was done about the meter of test NUMBER that is outside its class."""
    from donghanh.apps.metering import operations
    from donghanh.faces import clock

    operations.settle_meter_test(
        actor=actor_named(username), number=number, pointer=pointer, why=why, at=clock.now()
    )
    say({"test": number, "pointer": pointer}, [f"Test {number}: {pointer}."], as_json)


def _asked_by(username: str | None) -> Any:
    return actor_named(username) if username else console()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as reason:
        raise BadInput(f"'{text}' is no day; expected YYYY-MM-DD.") from reason


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise BadInput(f"'{text}' is no fact; expected NAME=VALUE.")
    return name, value


def _lines(found: Any) -> list[str]:
    rows = [
        [one.code, one.standing, f"{one.at:%d/%m/%Y %H:%M}" if one.at else "", one.by or one.as_role]
        for one in found.steps
    ]
    told = [f"{found.row.case_code} {found.row.service_code}: next {found.row.next_step or 'nothing'}"]
    if found.order:
        told.append(f"A crew is sent by order {found.order}")
    for name, value in found.effect.items():
        told.append(f"Written: {name} {value}")
    if found.step and found.step != found.row.next_step:
        told.append(f"May be taken before it: {found.step}")
    if found.asks:
        asked = ", ".join(f"{one.code}{'' if one.is_required else '?'}" for one in found.asks)
        told.append(f"It asks for: {asked}")
    if found.customer_code:
        told.append(f"Customer {found.customer_code}, point {found.point_code}")
    if found.wiring:
        told.append(f"Free wiring: {found.wiring.state}, place {found.wiring.number or '-'}")
    heads = ["step", "standing", "at (UTC)", "by"]
    return [*told, *table(heads, rows, left=frozenset(range(4)))]
