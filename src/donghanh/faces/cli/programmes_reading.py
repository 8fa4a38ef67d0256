"""`donghanh programmes board, lists, verify-list, why`: what is read, and a list's verdict."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import click

from donghanh.faces.cli.programmes_asking import (
    AS_OF,
    CAMPAIGN,
    JSON,
    LANGUAGE,
    campaign_code,
    console,
    day_of,
    explained,
    say,
    table,
)

if TYPE_CHECKING:
    from donghanh.adapters.programme_reports.words import Language


@click.command()
@CAMPAIGN
@AS_OF
@LANGUAGE
@click.option("--units", is_flag=True, help="A line a unit as well.")
@JSON
@explained
def board(campaign: str | None, as_of: datetime | None, language: str, units: bool, as_json: bool) -> None:
    """Show where the campaign stands at the end of a day, worst first."""
    from donghanh.apps.programmes.queries import board as boards
    from donghanh.apps.programmes.queries import reports

    day = day_of(as_of)
    code = campaign_code(campaign, day=day)
    if as_json:
        say(boards.board(actor=console(), campaign_code=code, as_of=day), (), as_json)
        return
    facts = reports.report_facts(actor=console(), campaign_code=code, as_of=day)
    say(None, _board_lines(facts, cast("Language", language), units), as_json)


@click.command()
@CAMPAIGN
@click.option("--activity", default="", metavar="CODE", help="Only the lists of this activity.")
@JSON
@explained
def lists(campaign: str | None, activity: str, as_json: bool) -> None:
    """List the approved lists with their digests."""
    from donghanh.apps.programmes.queries import lists as approved

    code = campaign_code(campaign, day=day_of(None))
    found = approved.approved_lists(actor=console(), campaign_code=code, activity_code=activity)
    rows = [
        [
            one.activity_code,
            str(one.number),
            one.unit_code or "-",
            str(one.row_count),
            one.approved_by,
            one.digest,
        ]
        for one in found
    ]
    told = table(
        ["activity", "no", "unit", "rows", "approved by", "SHA-256"], rows, left=frozenset({0, 2, 4, 5})
    )
    say({"campaign": code, "lists": found}, told if rows else ["No list was approved yet."], as_json)


@click.command("verify-list")
@click.argument("activity")
@click.argument("number", type=int)
@CAMPAIGN
@JSON
@explained
def verify_list(activity: str, number: int, campaign: str | None, as_json: bool) -> None:
    """Recompute the digest of list NUMBER of ACTIVITY: 0 it holds, 1 it does not."""
    from donghanh.apps.programmes.queries import lists as approved

    found = approved.frozen_list(
        actor=console(), campaign_code=campaign_code(campaign, day=day_of(None)), activity_code=activity,
        number=number,
    )  # fmt: skip
    document = {
        "activity": activity, "number": number, "rows": found.card.row_count, "digest": found.card.digest,
        "holds": found.holds, "changes_since": found.changes,
    }  # fmt: skip
    verdict = "holds" if found.holds else "does NOT hold: its rows are not those that were approved"
    told = [
        f"List {activity}#{number}, {found.card.row_count} rows, {found.card.digest}: {verdict}.",
        *(f"  since then {one.reference}: {one.column} {one.was!r} -> {one.now!r}" for one in found.changes),
    ]
    say(document, told, as_json)
    sys.exit(0 if found.holds else 1)


@click.command()
@click.argument("run", type=int)
@click.argument("code")
@JSON
@explained
def why(run: int, code: str, as_json: bool) -> None:
    """Say why run RUN chose customer CODE, or why not."""
    from donghanh.apps.programmes.queries import selections

    found = selections.why(actor=console(), run_id=run, customer_code=code)
    measure = f", {found.measure_name} {found.measure}" if found.measure is not None else ""
    rank = f", rank {found.rank}" if found.rank is not None else ""
    told = [
        f"{found.customer_code} {found.name}: {found.verdict}{rank}{measure}",
        *(
            f"  {one['name']} ({one['effect']}) {json.dumps(one['facts'], ensure_ascii=False)}"
            for one in found.reasons
        ),
    ]
    say(found, told, as_json)


def _board_lines(facts: Any, language: Language, units: bool) -> list[str]:
    """The board in the report's columns, an activity a line, measures by where they will come from."""
    from donghanh.adapters.programme_reports import COLUMNS
    from donghanh.adapters.programme_reports.stamps import written_day
    from donghanh.adapters.programme_reports.words import text

    day = text("as_of", language, day=written_day(facts["as_of"]))
    lines = [f"{facts['campaign'][f'name_{language}']}: {day}"]
    heads = [text("activity", language), *(one.head[language] for one in COLUMNS)]
    left = frozenset({0, *(place for place, one in enumerate(COLUMNS, start=1) if one.unit == "word")})
    for programme in facts["programmes"]:
        lines += ["", programme[f"name_{language}"]]
        rows = []
        for line in programme["activities"]:
            if line["method"] == "measure":
                lines.append(
                    f"  {line['row']} {line['code']}: {text('fed_by', language)} {line[f'fed_by_{language}']}"
                )
                continue
            rows.append(_row(f"{line['row']} {line['code']}", line, language))
            rows += (
                [_row(f"  {one['unit_code'] or '*'}", one, language) for one in line["units"]]
                if units
                else []
            )
        lines += [f"  {line}" for line in table(heads, rows, left=left)] if rows else []
    return lines


def _row(name: str, line: Any, language: Language) -> list[str]:
    from donghanh.adapters.programme_reports import COLUMNS
    from donghanh.adapters.programme_reports.stamps import written

    return [name, *(written(one.shown(line, language), language) for one in COLUMNS)]
