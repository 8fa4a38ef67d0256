"""
`donghanh duplicates`: suspected duplicates of a campaign: the queue, deciding one, comparing everything anew.

Reading and comparing need no name; deciding needs `--as USERNAME`. Exit status: 0 yes, 2 bad input or a
refusal.
"""

from __future__ import annotations

import click

from donghanh.engines.programmes.suspicions import SUSPICION, VERDICTS
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

SHOWN = ("waiting", "decided", *SUSPICION.states[1:], "all")


@click.group()
def duplicates() -> None:
    """Suspected duplicates: who may have been nominated twice."""


@duplicates.command("list")
@CAMPAIGN
@click.option("--activity", default="", metavar="CODE", help="Only those of this activity.")
@click.option("--unit", default="", metavar="CODE", help="Only those of this unit.")
@click.option("--shown", type=click.Choice(SHOWN), default="waiting", show_default=True)
@click.option("--order", type=click.Choice(["score", "needed"]), default="score", show_default=True)
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True)
@JSON
@explained
def list_them(
    campaign: str | None, activity: str, unit: str, shown: str, order: str, page: int, as_json: bool
) -> None:
    """List suspicions, most alike first, or soonest needed first."""
    from donghanh.apps.programmes.queries import suspicions

    wanted = suspicions.SuspicionFilter(
        activity_code=activity, unit_code=unit, shown="" if shown == "all" else shown, order=order
    )
    code = campaign_code(campaign, day=day_of(None))
    found = suspicions.suspicion_queue(actor=console(), campaign_code=code, wanted=wanted, page=page)
    rows = [_row(line) for line in found.lines]
    heads = ["no", "score", "benefit", "like", "state", "needed on", "reasons"]
    told = [
        *table(heads, rows, left=frozenset({2, 3, 4, 6})),
        f"{found.total} in all, page {found.page} of {found.pages}.",
    ]
    say({"campaign": code, "suspicions": found}, told if rows else ["Nothing here."], as_json)


@duplicates.command()
@click.argument("number", type=int)
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.option("--why", required=True, metavar="TEXT", help="The reason, kept with the decision.")
@AS
@JSON
@explained
def decide(number: int, verdict: str, why: str, username: str, as_json: bool) -> None:
    """Decide suspicion NUMBER: one household, another household, or both allowed for once."""
    from donghanh.apps.programmes.operations import deciding
    from donghanh.faces import clock

    state = deciding.decide_suspicion(
        actor=actor_named(username), number=number, verdict=verdict, why=why, at=clock.now()
    )
    say({"number": number, "state": state}, [f"Suspicion {number}: {state}."], as_json)


@duplicates.command()
@CAMPAIGN
@JSON
@explained
def find(campaign: str | None, as_json: bool) -> None:
    """Compare a whole campaign anew with all benefits and the customers; a second run finds nothing new."""
    from donghanh.apps.programmes.operations import suspecting
    from donghanh.faces import clock

    found = suspecting.find_suspicions(
        actor=console(), campaign_code=campaign_code(campaign, day=day_of(None)), at=clock.now()
    )
    told = f"{found.compared} benefits compared, {found.alike} likenesses, {found.new} of them new."
    say(found, [told], as_json)


def _row(line: object) -> list[str]:
    from donghanh.apps.programmes.queries.suspicions import SuspicionLine

    assert isinstance(line, SuspicionLine)
    return [
        str(line.number),
        str(line.score),
        line.benefit.reference,
        line.other.reference if line.other else "-",
        line.state,
        line.needed_on.isoformat(),
        ", ".join(line.reasons),
    ]
