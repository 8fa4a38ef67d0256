"""`donghanh organisation`: load the units, show a day's tree, tell figures on another day's tree, merge."""

from __future__ import annotations

import csv
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from donghanh.faces.cli.house import BadInput, open_house
from donghanh.faces.cli.staff import DAY, JSON, refusals, say

if TYPE_CHECKING:
    import polars as pl

    from donghanh.apps.organisation.queries import TreeNode


@click.group()
def organisation() -> None:
    """Units, departments, teams and communes."""


@organisation.command()
@JSON
def load(as_json: bool) -> None:
    """Add the lawbook's units and communes that are not in the database yet."""
    open_house()
    from donghanh.apps.organisation import operations, permissions
    from donghanh.faces import clock

    loaded = operations.load_reference(actor=permissions.console_actor(), at=clock.now())
    say(asdict(loaded), f"{loaded.units} units and {loaded.communes} communes were added.", as_json)


@organisation.command()
@click.option("--on", type=DAY, help="The tree of this day; without it the product's day.")
@JSON
def tree(on: datetime | None, as_json: bool) -> None:
    """Show the tree as it stands on a day."""
    open_house()
    from donghanh.apps.organisation import queries
    from donghanh.faces import clock

    day = on.date() if on else clock.today()
    roots = queries.tree_on(day=day)
    lines = [line for root in roots for line in _lines(root, 0)]
    nothing = f"No unit stands on {day:%d/%m/%Y}. Next: donghanh organisation load"
    say(
        {"on": day.isoformat(), "tree": [_node(root) for root in roots]}, "\n".join(lines) or nothing, as_json
    )


@organisation.command()
@click.option("--file", "path", type=click.Path(path_type=Path), required=True, help="CSV: unit,amount,…")
@click.option("--from", "from_day", type=DAY, required=True, help="Day whose tree the figures are told on.")
@click.option("--to", "to_day", type=DAY, required=True, help="Day on whose tree to tell them.")
@JSON
def restate(path: Path, from_day: datetime, to_day: datetime, as_json: bool) -> None:
    """Tell figures of one day's units on the tree of another day; the total stands."""
    figures = _figures(path)
    open_house()
    from donghanh.apps.organisation import queries
    from donghanh.engines.organisation.restating import FigureUnknown

    try:
        with refusals():
            told = queries.restate_figures(figures=figures, from_day=from_day.date(), to_day=to_day.date())
    except FigureUnknown as reason:
        raise BadInput(f"{path}: {reason}") from reason
    rows = told.to_dicts()
    if as_json:
        say({"rows": rows, "total": int(told["amount"].sum())}, "", as_json)
        return
    writer = csv.DictWriter(sys.stdout, told.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


@organisation.command()
@click.argument("codes", nargs=-1, required=True)
@click.option("--into", required=True, help="One of CODES, or a new code.")
@click.option("--name", default="", help="Vietnamese name of a new unit.")
@click.option("--name-en", default="", help="English name of a new unit.")
@click.option("--weights", required=True, help="Size of each of CODES, such as 300,200 (customers).")
@click.option("--on", type=DAY, required=True, help="First day of the new tree.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@JSON
def merge(
    codes: tuple[str, ...],
    into: str,
    name: str,
    name_en: str,
    weights: str,
    on: datetime,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Merge the units CODES from a day on."""
    open_house()
    from donghanh.apps.organisation import operations, permissions
    from donghanh.faces import clock

    with refusals():
        change = operations.merge_units(
            actor=permissions.console_actor(),
            codes=codes,
            into=operations.UnitName(into, name, name_en),
            weights=_weights(weights),
            on=on.date(),
            at=clock.now(),
            dry_run=dry_run,
        )
    document = {**asdict(change), "on": change.on.isoformat(), "dry_run": dry_run}
    sentence = (
        f"From {change.on:%d/%m/%Y}: {', '.join(change.ended)} end, {into} holds them; "
        f"{change.communes_moved} communes, {change.teams_moved} teams "
        f"and {change.grants_moved} grants of roles move."
    )
    say(document, f"Would change nothing yet. {sentence}" if dry_run else sentence, as_json)


def _weights(text: str) -> list[int]:
    words = [word.strip() for word in text.split(",")]
    if not all(word.isdecimal() for word in words):
        raise BadInput(f"--weights {text!r}: expected whole numbers with commas, such as 300,200.")
    return [int(word) for word in words]


def _figures(path: Path) -> pl.DataFrame:
    import polars as pl

    try:
        figures = pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as reason:
        raise BadInput(f"{path} cannot be read as CSV: {reason}") from reason
    missing = {"unit", "amount"} - set(figures.columns)
    if missing:
        raise BadInput(f"{path} lacks {', '.join(sorted(missing))}; expected the columns unit and amount.")
    amounts = figures["amount"].str.strip_chars()
    bad = figures.with_row_index("row", offset=2).filter(
        ~amounts.str.contains(r"^-?\d{1,18}$").fill_null(False)
    )
    if bad.height:
        first = bad.row(0, named=True)
        raise BadInput(
            f"{path}, line {first['row']}: amount is {first['amount']!r}; expected a whole number "
            f"without separators. {bad.height} such lines."
        )
    return figures.with_columns(amounts.cast(pl.Int64).alias("amount"))


def _node(node: TreeNode) -> dict[str, Any]:
    return {**asdict(node.unit), "children": [_node(child) for child in node.children]}


def _lines(node: TreeNode, depth: int) -> list[str]:
    own = f"{'  ' * depth}{node.unit.code}  {node.unit.name_vi}"
    return [own, *(line for child in node.children for line in _lines(child, depth + 1))]
