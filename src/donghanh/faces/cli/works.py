"""`donghanh works`: orders and visits, a crew's day arranged, positions of communes, qualifications."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from donghanh.faces.cli.house import BadInput
from donghanh.faces.cli.programmes_asking import (
    AS,
    JSON,
    actor_named,
    console,
    day_of,
    explained,
    say,
    table,
)
from donghanh.faces.cli.staff import DAY

ON = click.option("--on", type=DAY, help="On this day; without it the product's day.")


@click.group()
def works() -> None:
    """Work orders and visits of the crews."""


@works.command("list")
@ON
@click.option("--unit", default="", metavar="CODE", help="Only this unit's.")
@JSON
@explained
def list_visits(on: datetime | None, unit: str, as_json: bool) -> None:
    """List the visits of a day by unit, crew and place in the crew's day."""
    from donghanh.apps.works import queries

    day = day_of(on)
    found = queries.visits_of_day(actor=console(), day=day, unit_code=unit)
    rows = [
        [row.unit_code, row.crew or "-", str(row.position), row.order, row.kind, row.state, row.area_status]
        for row in found
    ]
    heads = ["unit", "crew", "place", "order", "kind", "state", "area"]
    told = table(heads, rows, left=frozenset({0, 1, 3, 4, 5, 6}))
    say({"day": day, "visits": found}, told if rows else [f"No visit on {day:%d/%m/%Y}."], as_json)


@works.command()
@click.argument("reference")
@JSON
@explained
def order(reference: str, as_json: bool) -> None:
    """Show one order: its state, steps, visits and what phones sent; personal data masked."""
    from donghanh.apps.works import queries

    found = queries.order_story(actor=console(), reference=reference, day=day_of(None))
    lines = [f"{found.reference}  {found.state}  {found.frozen['name_en']}  {found.subject}  {found.name}"]
    lines += [f"  {'x' if step.done_at else ' '} {step.code}: {step.en}" for step in found.steps]
    lines += [f"  visit {visit.day}  {visit.crew or '-'}  {visit.state}" for visit in found.visits]
    lines += [f"  {one.taken_at:%Y-%m-%d %H:%M} {one.kind} {one.rule or 'counts'}" for one in found.records]
    say(found, lines, as_json)


@works.command("plan-day")
@click.option("--crew", required=True, metavar="USERNAME", help="Whose day.")
@ON
@click.option("--keep", is_flag=True, help="Keep the proposed order; without it nothing changes.")
@AS
@JSON
@explained
def plan_day(crew: str, on: datetime | None, keep: bool, username: str, as_json: bool) -> None:
    """Propose the order of a crew's day with the least travel, and keep it with --keep."""
    from donghanh.apps.works import operations, queries
    from donghanh.faces import clock

    actor, who, day = actor_named(username), actor_named(crew), day_of(on)
    found = queries.day_proposal(actor=actor, day=day, crew_id=who.staff_id)
    if keep and found.present:
        found = operations.arrange_day(actor=actor, day=day, crew_id=who.staff_id, at=clock.now())
    lines = [f"{place}. {name}" for place, name in enumerate(found.proposed, start=1)]
    estimate = " (estimate: not every commune has a position)" if found.is_estimate else ""
    generated = " (generated positions)" if found.is_generated else ""
    lines.append(f"{found.metres_before} m now, {found.metres_after} m as proposed{estimate}{generated}")
    say({"day": day, "crew": crew, "is_kept": keep, "proposal": found}, lines, as_json)


@works.command()
@click.argument("username_of_crew", metavar="USERNAME")
@click.option("--word", default="live_line", show_default=True, help="What the person is qualified for.")
@click.option("--from", "from_on", type=DAY, required=True)
@click.option("--until", "until_on", type=DAY, help="First day on which it no longer holds.")
@click.option("--source", required=True, help="The certificate.")
@AS
@explained
def qualify(
    username_of_crew: str, word: str, from_on: datetime, until_on: datetime | None, source: str, username: str
) -> None:
    """Record that somebody of a crew is qualified, as a certificate says."""
    from donghanh.apps.works import operations
    from donghanh.faces import clock

    operations.record_qualification(
        actor=actor_named(username), username=username_of_crew, word=word, from_on=from_on.date(),
        until_on=until_on.date() if until_on else None, source=source, at=clock.now(),
    )  # fmt: skip
    click.echo(f"{username_of_crew} is recorded for {word} from {from_on:%d/%m/%Y}.")


@works.group()
def positions() -> None:
    """Where communes lie, for the way between visits."""


@positions.command("import")
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE")
@AS
@JSON
@explained
def import_file(path: Path, username: str, as_json: bool) -> None:
    """Keep positions from a CSV: commune_code, latitude, longitude (degrees, WGS 84), source."""
    from dataclasses import asdict

    from donghanh.apps.works import operations
    from donghanh.faces import clock

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as reason:
        raise BadInput(f"{path}: {reason}. Next: give a CSV in UTF-8.") from reason
    kept = operations.import_positions(actor=actor_named(username), text=text, at=clock.now())
    say(asdict(kept), [f"{kept.new} positions were kept, {kept.same} were known already."], as_json)
