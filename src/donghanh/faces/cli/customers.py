"""
`donghanh customers`: bring customers in from a spreadsheet, and look them up.

Exit status of `import`: 0 loaded (or a dry run without errors), 1 errors were found, 2 the file, its name
or its columns cannot be used.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from donghanh.faces.cli.customers_telling import tell_outcome
from donghanh.faces.cli.house import BadInput, open_house

NEXT_STEPS = {
    "loaded-before": "the same bytes were loaded before; add --again to load them once more",
    "columns-missing": "name them with --mapping 'Column name=field'",
    "column-unknown": "use a column name of the file in --mapping",
    "field-unknown": "use one of the expected fields in --mapping",
    "field-repeated": "map the other column to nothing: --mapping 'Column name='",
    "wrong-extension": "give the file the extension of what it holds",
    "old-excel": "save the file as XLSX or CSV",
    "encoding-unknown": "save the file as UTF-8 (Unicode)",
}


@click.group()
def customers() -> None:
    """Customers: import from spreadsheets, look up."""


@customers.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check every row and write no customer.")
@click.option("--mapping", multiple=True, metavar="COLUMN=FIELD", help="What a column means; repeatable.")
@click.option("--partial", is_flag=True, help="Load the good rows although others are bad.")
@click.option("--energy", is_flag=True, help="The file has a row a customer and month: code, month, energy.")
@click.option("--again", is_flag=True, help="Load a file although the same bytes were loaded before.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def import_file(
    file: Path,
    dry_run: bool,
    mapping: tuple[str, ...],
    partial: bool,
    energy: bool,
    again: bool,
    as_json: bool,
) -> None:
    """Check FILE (CSV or XLSX) row by row and load it: all rows, or none."""
    if not file.is_file():
        raise BadInput(f"{file}: no such file. Next: give the path of a CSV or XLSX file.")
    wishes = dict(_wish(one) for one in mapping)
    open_house()
    from donghanh.apps.customers import operations
    from donghanh.apps.organisation.permissions import console_actor
    from donghanh.faces import clock

    actor, at = console_actor(), clock.now()
    try:
        number = operations.receive_file(
            actor=actor,
            blocks=_blocks(file),
            name=file.name,
            content="energy" if energy else "customers",
            again=again,
            at=at,
        )
        if wishes:
            operations.set_mapping(actor=actor, import_file_id=number, mapping=wishes, at=at)
        if dry_run:
            operations.ask_for_check(actor=actor, import_file_id=number, at=at, queue=False)
        else:
            operations.ask_for_load(actor=actor, import_file_id=number, partial=partial, at=at, queue=False)
        operations.run_import(import_file_id=number, at=at, report=_progress)
    except operations.CannotImport as reason:
        raise BadInput(
            f"{file.name}: {reason}. Next: {NEXT_STEPS.get(reason.rule, 'see the facts')}."
        ) from reason
    click.echo(err=True)
    sys.exit(tell_outcome(number=number, as_json=as_json))


@customers.command()
@click.argument("text")
@click.option("--limit", default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def find(text: str, limit: int, as_json: bool) -> None:
    """Find customers by code, telephone, or words of name and address, without diacritics."""
    open_house()
    from donghanh.apps.customers import queries
    from donghanh.apps.organisation.permissions import console_actor

    rows = queries.find_customers(actor=console_actor(), text=text, limit=limit)
    if as_json:
        listed = [{"code": row.code, "name": row.name, "unit_code": row.unit_code} for row in rows]
        click.echo(json.dumps({"customers": listed}, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(f"{row.code}  {row.name}  {row.address}  {row.phone or ''}")
    sys.exit(0 if rows else 1)


def _wish(text: str) -> tuple[str, str]:
    column, sign, field = text.rpartition("=")
    if not sign or not column:
        raise BadInput(f"--mapping {text!r}: expected COLUMN=FIELD, for instance 'Mã KH=code'.")
    return column.strip(), field.strip()


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            yield block


def _progress(state: str, percent: int, rows: int) -> None:
    bar = "#" * (percent // 4)
    click.echo(f"\r{state:<9} [{bar:<25}] {percent:3d} %  {rows:>9,} rows", err=True, nl=False)
