"""`donghanh stock`: where goods stand, receive and transfer them, the equation, the chain of custody."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import (
    AS_OF,
    CAMPAIGN,
    JSON,
    actor_named,
    campaign_code,
    console,
    day_of,
    explained,
    say,
    table,
)
from donghanh.faces.cli.staff import DAY

if TYPE_CHECKING:
    from donghanh.apps.organisation.permissions import Actor
    from donghanh.apps.stock.queries import Custody, StockEquation

ACTOR = click.option("--as", "username", metavar="USERNAME", help="Who asks or acts; without it the console.")
KEY = click.option("--key", default="", help="Of this act: sent again, it is done once.")


@click.group()
def stock() -> None:
    """Gifts, masks, tablets: from warehouse to household."""


@stock.command()
@ACTOR
@JSON
@explained
def load(username: str | None, as_json: bool) -> None:
    """Add the lawbook's items and warehouses that are not there yet."""
    from donghanh.apps.stock.operations import load_stock_reference
    from donghanh.faces import clock

    made = load_stock_reference(actor=_actor(username), at=clock.now())
    say(made, [f"{made.items} items and {made.warehouses} warehouses were added."], as_json)


@stock.command()
@click.option("--warehouse", default="", help="Code of one warehouse.")
@click.option("--item", default="", help="Code of one item.")
@ACTOR
@AS_OF
@JSON
@explained
def levels(warehouse: str, item: str, username: str | None, as_of: datetime | None, as_json: bool) -> None:
    """What stands in the warehouses in sight, and is on the way to them; --as-of judges what has expired."""
    from donghanh.apps.stock.queries import levels as stand

    day = day_of(as_of)
    rows = stand(actor=_actor(username), day=day, warehouse_code=warehouse, item_code=item)
    heads = ("warehouse", "where", "item", "lot", "expires on", "quantity", "reserved")
    lines = table(
        heads,
        [
            (
                row.warehouse,
                row.kind,
                row.item,
                row.lot,
                _day(row.expires_on),
                str(row.quantity),
                str(row.reserved),
            )
            for row in rows
        ],
        left=frozenset(range(5)),
    )
    say(rows, lines if rows else ["Nothing stands here. Next: donghanh stock receive"], as_json)


@stock.command()
@click.argument("warehouse")
@click.argument("item")
@click.option("--quantity", type=int, help="Pieces; of a serialised item the numbers are counted.")
@click.option("--lot", required=True, help="Code of the supplier's lot.")
@click.option("--expires-on", type=DAY, help="First day on which it may not be given.")
@click.option(
    "--serials",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="XLSX or CSV with numbers.",
)
@click.option("--document", default="", help="Paper that came with it.")
@KEY
@ACTOR
@JSON
@explained
def receive(
    warehouse: str, item: str, quantity: int | None, lot: str, expires_on: datetime | None,
    serials: Path | None, document: str, key: str, username: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Receive ITEM into WAREHOUSE."""
    from donghanh.apps.stock import operations
    from donghanh.faces import clock

    numbers = operations.read_serials(path=serials) if serials else ()
    count = quantity if quantity is not None else len(numbers)
    one = operations.Received(item, count, lot, expires_on.date() if expires_on else None, numbers)
    slip = operations.receive_goods(
        actor=_actor(username), warehouse_code=warehouse, received=[one], at=clock.now(), key=key,
        document=document,
    )  # fmt: skip
    say({"slip": slip}, [f"Slip {slip}: {count} of {item} came into {warehouse}."], as_json)


@stock.command()
@click.argument("from_warehouse")
@click.argument("to_warehouse")
@click.argument("item")
@click.argument("quantity", type=int)
@click.option("--lot", default="", help="A certain lot; else those that expire first.")
@KEY
@ACTOR
@JSON
@explained
def transfer(
    from_warehouse: str, to_warehouse: str, item: str, quantity: int, lot: str, key: str,
    username: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Send ITEM off to another warehouse; its keeper accepts it on the desk or over the API."""
    from donghanh.apps.stock import operations
    from donghanh.faces import clock

    slip = operations.transfer_goods(
        actor=_actor(username), from_code=from_warehouse, to_code=to_warehouse,
        lines=[operations.Line(item, quantity, lot)], at=clock.now(), key=key,
    )  # fmt: skip
    say({"slip": slip}, [f"Slip {slip}: {quantity} of {item} are on the way to {to_warehouse}."], as_json)


@stock.command()
@click.option("--item", default="", help="Code of one item.")
@CAMPAIGN
@AS_OF
@JSON
@explained
def equation(item: str, campaign: str | None, as_of: datetime | None, as_json: bool) -> None:
    """Do goods add up? With --campaign also: reported = confirmed = handed over. Exit status 1 when not."""
    from donghanh.apps.programmes.queries.goods import equation as of_months
    from donghanh.apps.stock.queries import equation as of_stock

    told = of_stock(actor=console(), item_code=item)
    day = day_of(as_of)
    months = (
        of_months(actor=console(), campaign_code=campaign_code(campaign, day=day), as_of=day)
        if campaign
        else ()
    )
    holds = told.holds and all(one.holds for one in months)
    lines = _equation_lines(told)
    for one in months:
        lines.append(
            f"{one.activity_code}: reported {one.reported} = confirmed {one.confirmed} = handed over "
            f"{one.handed_over} - awaiting {one.awaiting}: {'holds' if one.holds else 'DOES NOT HOLD'}"
        )
        lines += [
            f"  {row.reference} {row.rule} promised {row.promised} moved {row.moved}"
            for row in one.differences
        ]
    say({"holds": holds, "stock": told, "campaign": months}, lines, as_json)
    if not holds:
        sys.exit(1)


@stock.command()
@click.argument("item")
@click.argument("serial", required=False)
@click.option("--lot", default="", help="A whole lot instead of one number.")
@ACTOR
@JSON
@explained
def custody(item: str, serial: str | None, lot: str, username: str | None, as_json: bool) -> None:
    """Every hand that one SERIAL of ITEM, or one lot, went through."""
    from donghanh.apps.stock.queries import custody as chain
    from donghanh.faces import clock

    if bool(serial) == bool(lot):
        raise BadInput("Name a serial number, or a lot by --lot: one of the two.")
    told = chain(actor=_actor(username), item_code=item, serial=serial or "", lot=lot, day=clock.today())
    say(told, _custody_lines(told), as_json)


def _equation_lines(told: StockEquation) -> list[str]:
    heads = (
        "item",
        "lot",
        "received",
        "warehouses",
        "transit",
        "carriers",
        "handed over",
        "written off",
        "off by",
    )
    rows = [
        (
            row.item, row.lot,
            *map(str, (row.received, row.in_warehouses, row.in_transit, row.with_carriers, row.handed_over)),
            str(row.written_off), str(row.difference),
        )
        for row in told.rows
    ]  # fmt: skip
    verdict = "It adds up." if told.holds else "It does NOT add up."
    return [*table(heads, rows, left=frozenset({0, 1})), verdict]


def _custody_lines(told: Custody) -> list[str]:
    return [
        f"{step.at:%d/%m/%Y %H:%M} {step.movement.kind}: {step.movement.from_place} -> "
        f"{step.movement.to_place} ({step.movement.quantity}), {step.by}, slip {step.slip}"
        for step in told.steps
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else "-"


def _actor(username: str | None) -> Actor:
    return actor_named(username) if username else console()
