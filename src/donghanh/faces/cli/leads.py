"""
`donghanh leads`: signs of need, the search for households that nobody nominated, and what became of them.

Exit status: 0 yes; 2 bad input or a refusal. Reading needs no name; a change needs --as USERNAME.
"""

from __future__ import annotations

from pathlib import Path

import click

from donghanh.faces.cli.programmes_asking import (
    AS,
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

STANDING = click.Choice(["open", "answered", "nominated"])


@click.group()
def leads() -> None:
    """Households that may need help and were not nominated: leads, never decisions."""


@leads.command("record-signs")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", required=True, help="Where the list comes from, with its day.")
@AS
@JSON
@explained
def record_signs(file: Path, source: str, username: str, as_json: bool) -> None:
    """Record the households of FILE (CSV, XLSX: customer code, sign, day) that are in arrears or were hit."""
    from donghanh.apps.programmes.operations.leads import CannotRecordSign
    from donghanh.apps.programmes.operations.sign_files import record_sign_file
    from donghanh.faces import clock

    if not file.is_file():
        raise CannotRecordSign("file-missing", f"{file}: no such file. Give the path of a CSV or XLSX file.")
    new = record_sign_file(
        actor=actor_named(username), path=file, name=file.name, source=source, at=clock.now()
    )
    say({"new": new}, [f"{new} signs were new."], as_json)


@leads.command()
@CAMPAIGN
@AS
@JSON
@explained
def find(campaign: str | None, username: str, as_json: bool) -> None:
    """Search all households by the signs in force, and keep who is new."""
    from donghanh.apps.programmes.operations.leads import find_missed
    from donghanh.apps.programmes.queries.leads import lead_outcomes
    from donghanh.faces import clock

    code = campaign_code(campaign, day=day_of(None))
    run = find_missed(actor=actor_named(username), campaign_code=code, at=clock.now())
    found = lead_outcomes(actor=console(), campaign_code=code)
    total = found[0].found
    say({"run": run, "found": total}, [f"Search {run}: {total} leads in all."], as_json)


@leads.command("list")
@CAMPAIGN
@click.option("--unit", default="", help="Code of a unit.")
@click.option("--commune", default="", help="Code of a commune.")
@click.option("--standing", type=STANDING, default=None, help="Without it all.")
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True)
@JSON
@explained
def list_leads(
    campaign: str | None, unit: str, commune: str, standing: str | None, page: int, as_json: bool
) -> None:
    """List leads, the heaviest signs first; the reading is recorded."""
    from donghanh.apps.programmes.operations.leads import read_leads
    from donghanh.faces import clock

    found = read_leads(
        actor=console(), campaign_code=campaign_code(campaign, day=day_of(None)), unit_code=unit,
        commune_code=commune, standing=standing or "", page=page, at=clock.now(),
    )  # fmt: skip
    rows = [
        [str(one.number), one.customer_code, one.commune, ", ".join(one.signs), one.standing]
        for one in found.lines
    ]
    heads = ["lead", "customer", "commune", "signs", "standing"]
    told = [
        f"{found.total} leads, page {found.page} of {found.pages}",
        *table(heads, rows, left=frozenset({1, 2, 3, 4})),
    ]
    say(found, told, as_json)


@leads.command()
@CAMPAIGN
@JSON
@explained
def outcomes(campaign: str | None, as_json: bool) -> None:
    """Say how many leads there are, in all and by sign, and how many were taken up."""
    from donghanh.apps.programmes.queries.leads import lead_outcomes

    found = lead_outcomes(actor=console(), campaign_code=campaign_code(campaign, day=day_of(None)))
    rows = [
        [
            one.sign or "all",
            *map(str, (one.found, one.answered, one.will_nominate, one.nominated, one.approved)),
        ]
        for one in found
    ]
    heads = ["sign", "found", "answered", "will nominate", "nominated", "approved"]
    say(found, table(heads, rows, left=frozenset({0})), as_json)
