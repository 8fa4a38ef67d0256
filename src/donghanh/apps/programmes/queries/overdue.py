"""Which promises are overdue at the end of a day: the ones that the board counts, by the board's own rule."""

from __future__ import annotations

from datetime import date

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.queries.frames import benefit_frame, move_frame, target_frame
from donghanh.apps.programmes.queries.plan import campaign_named
from donghanh.engines.programmes.standing import overdue


def overdue_ids(*, actor: Actor, campaign_code: str, as_of: date) -> list[int]:
    """Row numbers of the promises in sight that were not delivered by their last day; within this app."""
    campaign = campaign_named(campaign_code)
    activities = list(campaign.activities.order_by("position"))
    moves = move_frame(actor=actor, campaign=campaign)
    benefits = benefit_frame(actor=actor, campaign=campaign, moves=moves, as_of=as_of)
    targets, _bases = target_frame(actor=actor, campaign=campaign, activities=activities, as_of=as_of)
    return overdue(benefits=benefits, moves=moves, targets=targets, as_of=as_of).to_list()
