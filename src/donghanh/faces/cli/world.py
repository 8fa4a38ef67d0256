"""
`donghanh world`: deal a synthetic province, into files or into the database.

Nothing in it is real: see docs/decisions/0002-where-the-world-lives.md. Progress goes to standard error; with
`--json` exactly one JSON document goes to standard output. Exit status 2 for bad input.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from donghanh.faces.cli.house import BadInput, open_house
from donghanh.faces.cli.world_files import FORMATS, WouldOverwrite, write_world
from donghanh.world.province import Chunk, World

wanted_folder = click.Path(file_okay=False, path_type=Path)


@click.group()
def world() -> None:
    """A synthetic province: generated customers, energy and nominations."""


@world.command()
@click.option("--customers", required=True, type=int, help="How many; a province has about 650000.")
@click.option("--seed", required=True, type=int, help="The same seed deals the same province.")
@click.option("--from", "start", type=int, default=None, help="First customer of a slice, from 0.")
@click.option("--until", type=int, default=None, help="First customer after the slice.")
@click.option("--out", type=wanted_folder, help="Write files into this folder; no database is needed.")
@click.option(
    "--format", "file_format", type=click.Choice(list(FORMATS)), default="parquet", show_default=True
)
@click.option("--force", is_flag=True, help="Replace files of the same names.")
@click.option("--among-others", is_flag=True, help="Load although the database holds customers already.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def generate(
    customers: int,
    seed: int,
    start: int | None,
    until: int | None,
    out: Path | None,
    file_format: str,
    force: bool,
    among_others: bool,
    as_json: bool,
) -> None:
    """Deal a province, or a slice of it, into --out, else into the database."""
    began = perf_counter()
    try:
        dealt = World(customers=customers, seed=seed)
        chunks = _shown(dealt.chunks(start=start or 0, until=until), count=_count(dealt, start, until))
        if out is None:
            document = _load(chunks=chunks, source=f"world:{seed}", among_others=among_others)
        else:
            document = write_world(
                world=dealt, chunks=chunks, folder=out, form=file_format, may_replace=force
            )
    except (ValueError, WouldOverwrite) as reason:
        raise BadInput(str(reason)) from reason
    seconds = round(perf_counter() - began, 1)
    _say({"seed": seed, **document, "seconds": seconds}, as_json=as_json)


@world.command()
@click.option("--until", "until", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Last day to play.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def play(until: datetime, as_json: bool) -> None:
    """
    Play the demo's story on, day by day, through the end of a day; the product's clock follows.

    In a demo only (DONGHANH_DEMO=1). A day is played whole or not at all: after a kill, say it again.
    """
    open_house()
    from donghanh.apps.organisation.operations import CannotPlay
    from donghanh.apps.organisation.queries import demo_story
    from donghanh.faces.story import playing

    try:
        playing.want(through=until.date())
        days = playing.play(report=lambda day: click.echo(f"{day:%d/%m/%Y}", err=True))
    except CannotPlay as reason:
        raise BadInput(str(reason)) from reason
    story = demo_story()
    assert story is not None
    told = {"played_through": story.played_through.isoformat(), "days_played": days, "seed": story.seed}
    text = f"The demo stands on {story.played_through:%d/%m/%Y}; {days} days were played."
    click.echo(json.dumps(told) if as_json else text)


def _count(dealt: World, start: int | None, until: int | None) -> int:
    return (dealt.customers if until is None else until) - (start or 0)


def _shown(chunks: Iterator[Chunk], *, count: int) -> Iterator[Chunk]:
    """The same chunks, with a bar on standard error that says how many customers are done."""
    with click.progressbar(length=count, label="Customers", file=sys.stderr, show_pos=True) as bar:
        for chunk in chunks:
            yield chunk
            bar.update(chunk.customers.height)


def _load(*, chunks: Iterator[Chunk], source: str, among_others: bool) -> dict[str, Any]:
    open_house()
    from django.db.utils import ProgrammingError

    from donghanh.apps.customers import operations
    from donghanh.apps.organisation import operations as organisation
    from donghanh.apps.organisation.permissions import console_actor
    from donghanh.faces import clock

    try:
        if not among_others:
            _refuse_among_customers(day=clock.today())
        organisation.load_reference(actor=console_actor(), at=clock.now())
        pairs = ((chunk.customers, chunk.energy) for chunk in chunks)
        loaded = operations.load_customers(actor=console_actor(), frames=pairs, at=clock.now(), source=source)
    except ProgrammingError as reason:
        raise BadInput(
            f"The database has no tables yet ({reason}); run donghanh database migrate."
        ) from reason
    return {"customers": loaded.customers, "energy_rows": loaded.energy_rows}


def _refuse_among_customers(*, day: date) -> None:
    """Customers are never deleted: generated ones among real ones could not be taken out again."""
    from django.conf import settings

    from donghanh.apps.customers.queries import customer_counts_by_unit

    there = sum(customer_counts_by_unit(day=day).values())
    if there and not settings.DEMO:
        raise BadInput(
            f"The database holds {there} customers already, and generated ones cannot be taken out again. "
            "Use an empty database or the demo's (DONGHANH_DEMO=1); add --among-others if you mean it."
        )


def _say(document: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    told = f"{document['customers']} customers, {document['energy_rows']} months of energy"
    click.echo(f"{told}, in {document['seconds']} s.")
    for file in document.get("files", []):
        click.echo(f"  {file}")
