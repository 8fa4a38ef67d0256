"""`donghanh programmes costs`: what the activities cost beside the budget, entry by entry."""

from __future__ import annotations

import click

from donghanh.faces.cli.programmes_asking import (
    CAMPAIGN,
    JSON,
    campaign_code,
    console,
    day_of,
    explained,
    say,
    table,
)
from donghanh.kernel.money import format_dong


@click.command()
@CAMPAIGN
@click.option("--activity", default="", metavar="CODE", help="Of one activity alone.")
@JSON
@explained
def costs(campaign: str | None, activity: str, as_json: bool) -> None:
    """List the entries of costs, newest first; those that were corrected count no more."""
    from donghanh.apps.programmes.queries import costs as queries

    code = campaign_code(campaign, day=day_of(None))
    found = queries.cost_entries(actor=console(), campaign_code=code, activity_code=activity)
    counted = [one.amount_dong for one in found if one.counts]
    rows = [
        [
            str(one.number), one.document_on.isoformat(), one.activity_code, one.unit_code or "-",
            format_dong(one.amount_dong), one.document_number,
            "counts" if one.counts else f"corrected by {one.corrected_by}",
        ]
        for one in found
    ]  # fmt: skip
    heads = ["no", "day", "activity", "unit", "amount with VAT", "document", "state"]
    told = table(heads, rows, left=frozenset({1, 2, 3, 5, 6}))
    spent = sum(counted) if counted else None
    lines = [*told, f"spent: {format_dong(spent)}"] if spent is not None else ["No cost was entered yet."]
    say({"campaign": code, "spent_dong": spent, "entries": found}, lines, as_json)
