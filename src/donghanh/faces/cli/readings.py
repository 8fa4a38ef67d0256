"""
`donghanh readings`: bring reading books in, check a month, see what is held, and whether the month adds up.

Exit status: `import` 0 loaded, 1 rows at fault; `equation` 1 when it does not hold; 2 for bad input.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import JSON, actor_named, console, explained, say, table
from donghanh.faces.cli.staff import DAY
from donghanh.kernel.months import NotAMonth, read_month

if TYPE_CHECKING:
    from donghanh.apps.metering.queries import MonthEquation
    from donghanh.apps.organisation.permissions import Actor

ACTOR = click.option("--as", "username", metavar="USERNAME", help="Who asks or acts; without it the console.")
MONTH = click.option("--month", "text", required=True, metavar="YYYY-MM", help="Month of the bills.")
UNIT = click.option("--unit", default="", metavar="CODE", help="One power unit; else all in sight.")


@click.group()
def readings() -> None:
    """Meter readings: books, checks before billing, holds."""


@readings.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--layout", default="", help="Layout of fixed width by its name; else told by the file.")
@click.option("--dry-run", is_flag=True, help="Check every row and load none.")
@click.option("--partial", is_flag=True, help="Load the good rows although others are at fault.")
@ACTOR
@JSON
@explained
def import_file(
    file: Path, layout: str, dry_run: bool, partial: bool, username: str | None, as_json: bool
) -> None:
    """Check FILE (CSV, XLSX, fixed width) row by row and load it: all rows, or none."""
    if not file.is_file():
        raise BadInput(f"{file}: no such file. Next: give the path of a reading book.")
    actor = _actor(username)
    from donghanh.apps.metering import operations, queries
    from donghanh.faces import clock

    number = operations.receive_readings(
        actor=actor, blocks=_blocks(file), name=file.name, layout=layout, at=clock.now()
    )
    row, findings = queries.reading_import(actor=actor, number=number)
    may_load = not dry_run and row.good_count and (partial or not row.bad_count)
    loaded = (
        operations.load_readings(actor=actor, number=number, partial=partial, at=clock.now())
        if may_load
        else 0
    )
    told = {
        "import": number, "rows": row.row_count, "good": row.good_count, "loaded": loaded,
        "layout": row.layout, "counts": row.counts, "findings": findings,
    }  # fmt: skip
    lines = [f"line {one.line}: {one.rule} {one.column}: found {one.found!r}" for one in findings]
    lines.append(f"{row.row_count} rows, {row.bad_count} at fault, {loaded} readings loaded.")
    say(told, lines, as_json)
    sys.exit(0 if not row.bad_count or (partial and loaded) else 1)


@readings.command()
@MONTH
@UNIT
@ACTOR
@JSON
@explained
def check(text: str, unit: str, username: str | None, as_json: bool) -> None:
    """Check a month before billing, and hold what somebody must look at."""
    month, actor = _month(text), _actor(username)
    from donghanh.apps.metering import operations, queries
    from donghanh.faces import clock

    units = [unit] if unit else list(queries.units_in_sight(actor=actor, month=month))
    told = {
        code: operations.check_month(actor=actor, unit_code=code, month=month, at=clock.now())
        for code in units
    }
    rows = [(code, str(one.open), str(one.new), str(one.gone)) for code, one in told.items()]
    say(told, table(("unit", "held", "new", "gone"), rows, left=frozenset({0})), as_json)


@readings.command()
@MONTH
@UNIT
@ACTOR
@JSON
@explained
def equation(text: str, unit: str, username: str | None, as_json: bool) -> None:
    """Points = billable + held + refused, for each unit; exit status 1 when it does not hold."""
    month, actor = _month(text), _actor(username)
    from donghanh.apps.metering import queries

    found = queries.month_equations(actor=actor, month=month, unit_code=unit)
    holds = all(one.holds for one in found)
    say({"month": text, "holds": holds, "units": found}, _equation_lines(found, holds), as_json)
    sys.exit(0 if holds else 1)


@readings.command()
@UNIT
@click.option("--rule", default="", help="One rule of the checks.")
@click.option("--page", default=1, show_default=True)
@ACTOR
@JSON
@explained
def holds(unit: str, rule: str, page: int, username: str | None, as_json: bool) -> None:
    """Bills that are held, oldest first."""
    actor = _actor(username)
    from donghanh.apps.metering import queries

    found = queries.holds(actor=actor, unit_code=unit, rule=rule, page=page)
    rows = [
        (
            str(one.number),
            one.unit_code,
            one.customer_code,
            f"{one.month:%Y-%m}",
            one.rule,
            str(one.kwh or "-"),
        )
        for one in found.rows
    ]
    heads = ("hold", "unit", "customer", "month", "rule", "kWh")
    lines = [
        *table(heads, rows, left=frozenset({1, 2, 3, 4})),
        f"{found.total} held, page {found.page} of {found.pages}.",
    ]
    say(found, lines, as_json)


@readings.command()
@click.argument("numbers", type=int, nargs=-1, required=True)
@click.option("--why", required=True, help="The reason, in writing.")
@ACTOR
@JSON
@explained
def release(numbers: tuple[int, ...], why: str, username: str | None, as_json: bool) -> None:
    """Let the bills of holds NUMBERS go out as they are."""
    actor = _actor(username)
    from donghanh.apps.metering import operations
    from donghanh.faces import clock

    count = operations.release_holds(actor=actor, numbers=numbers, why=why, at=clock.now())
    say({"released": count}, [f"{count} holds were released."], as_json)


@readings.command()
@click.argument("number", type=int)
@click.option("--why", required=True, help="The reason, in writing.")
@ACTOR
@JSON
@explained
def recheck(number: int, why: str, username: str | None, as_json: bool) -> None:
    """Send a crew to read the meter of hold NUMBER again; the bill stays held."""
    actor = _actor(username)
    from donghanh.apps.metering import operations
    from donghanh.faces import clock

    order = operations.ask_for_recheck(actor=actor, number=number, why=why, at=clock.now())
    told = f"Order {order} is open. Next: plan its visit." if order else "Noted; nobody sends crews here."
    say({"hold": number, "order": order}, [told], as_json)


@readings.command()
@click.argument("point")
@click.option("--serial", required=True, help="Number on the new meter.")
@click.option("--from", "from_on", type=DAY, required=True, help="First day on which it counts.")
@click.option("--closing", multiple=True, required=True, metavar="REGISTER=INDEX", help="Of the old meter.")
@click.option("--opening", multiple=True, required=True, metavar="REGISTER=INDEX", help="Of the new meter.")
@click.option("--digits", type=click.IntRange(3, 9), default=5, show_default=True)
@click.option("--multiplier", type=click.IntRange(min=1), default=1, show_default=True)
@ACTOR
@JSON
@explained
def swap(
    point: str, serial: str, from_on: datetime, closing: tuple[str, ...], opening: tuple[str, ...],
    digits: int, multiplier: int, username: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Take the meter of POINT off and put another one up."""
    actor = _actor(username)
    from donghanh.apps.metering import operations
    from donghanh.faces import clock

    operations.swap_meter(
        actor=actor, point_code=point, serial=serial, from_on=from_on.date(), closing=_indices(closing),
        opening=_indices(opening), digits=digits, multiplier=multiplier, at=clock.now(),
    )  # fmt: skip
    say(
        {"point": point, "serial": serial},
        [f"{serial} hangs at {point} from {from_on:%Y-%m-%d} on."],
        as_json,
    )


@readings.command()
@click.argument("point")
@click.option("--from", "from_on", type=DAY, required=True, help="First day of the new number.")
@click.option("--quarters", type=click.IntRange(min=1), required=True, help="One household is 4 quarters.")
@click.option("--tenants-undeclared", is_flag=True, help="Let to tenants whose number was not declared.")
@ACTOR
@JSON
@explained
def households(
    point: str,
    from_on: datetime,
    quarters: int,
    tenants_undeclared: bool,
    username: str | None,
    as_json: bool,
) -> None:
    """Say how many households share the meter of POINT from a day on."""
    actor = _actor(username)
    from donghanh.apps.metering import operations
    from donghanh.faces import clock

    operations.set_households(
        actor=actor, point_code=point, from_on=from_on.date(), quota_quarters=quarters,
        is_tenants_undeclared=tenants_undeclared, at=clock.now(),
    )  # fmt: skip
    say({"point": point, "quarters": quarters}, [f"{point}: {quarters}/4 households."], as_json)


def _indices(texts: tuple[str, ...]) -> dict[str, int]:
    """Read KT=19900 or all=19900."""
    from donghanh.lawbook.reading_books import read_layouts

    found: dict[str, int] = {}
    for text in texts:
        word, _, index = text.partition("=")
        register = read_layouts().registers.get(word.strip())
        if register is None or not index.strip().isdecimal():
            raise BadInput(f"{text!r}: expected REGISTER=INDEX, for instance KT=19900.")
        found[register] = int(index)
    return found


def _equation_lines(found: tuple[MonthEquation, ...], holds: bool) -> list[str]:
    heads = ("unit", "points", "not due", "input", "billable", "held", "refused", "kWh")
    rows = [
        (
            one.unit_code,
            *map(str, (one.points, one.not_due, one.input, one.billable, one.held, one.refused, one.kwh)),
        )
        for one in found
    ]
    verdict = "input = billable + held + refused" if holds else "It does NOT add up."
    return [*table(heads, rows, left=frozenset({0})), verdict]


def _month(text: str) -> date:
    try:
        return read_month(text)
    except NotAMonth as reason:
        raise BadInput(f"--month {text}: {reason}") from reason


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            yield block


def _actor(username: str | None) -> Actor:
    return actor_named(username) if username else console()
