"""`donghanh programmes select`: run an activity's rule over the customers of a day, in somebody's name."""

from __future__ import annotations

from datetime import datetime

import click

from donghanh.faces.cli.programmes_asking import (
    AS,
    AS_OF,
    CAMPAIGN,
    JSON,
    actor_named,
    campaign_code,
    day_of,
    explained,
    say,
)


@click.command()
@click.argument("activity")
@CAMPAIGN
@AS_OF
@AS
@JSON
@explained
def select(activity: str, campaign: str | None, as_of: datetime | None, username: str, as_json: bool) -> None:
    """Run the rule of ACTIVITY over the customers as known on a day, and keep the outcome."""
    from donghanh.apps.programmes.operations import selecting
    from donghanh.apps.programmes.queries import selections
    from donghanh.faces import clock

    day = day_of(as_of)
    run_id = selecting.run_selection(
        actor=actor_named(username), campaign_code=campaign_code(campaign, day=day), activity_code=activity,
        as_of=day, at=clock.now(),
    )  # fmt: skip
    found = selections.run(run_id=run_id)
    counts = ", ".join(f"{count} {verdict}" for verdict, count in found.counts.items())
    told = [f"Run {found.id} of {activity} as of {day:%d/%m/%Y}: {counts}.", f"Input: {found.input_digest}"]
    say(found, told, as_json)
