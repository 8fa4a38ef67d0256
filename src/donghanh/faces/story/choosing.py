"""What the company decides: selections by rule, and lists approved twice a week."""

from __future__ import annotations

from datetime import date

from donghanh.apps.programmes.operations.approving import approve_list
from donghanh.apps.programmes.operations.selecting import put_forward, run_selection
from donghanh.apps.programmes.refusals import CannotApproveList, CannotSelect, QuotaFull
from donghanh.faces.story.goods import share_masks_out
from donghanh.faces.story.people import CAMPAIGN, Story

SELECTED_ON = date(2021, 12, 2)
SELECTED = ("large-customer-gifts", "substation-cleaning")
APPROVED = (
    *SELECTED,
    "online-payment-draw",
    "home-wiring",
    "household-repairs",
    "welfare-gifts",
    "masks",
    "tablets",
)
APPROVING_WEEKDAYS = frozenset({1, 4})


def choose(story: Story) -> None:
    """Run the selections by rule on their day."""
    if story.day == SELECTED_ON:
        for activity in SELECTED:
            _select(story, activity)


def approve(story: Story) -> None:
    """On Tuesdays and Fridays the director approves what is verified."""
    if story.day.weekday() not in APPROVING_WEEKDAYS:
        return
    share_masks_out(story)
    director = story.actor("giamdoc")
    for activity in APPROVED:
        try:
            approve_list(actor=director, campaign_code=CAMPAIGN, activity_code=activity, at=story.at)
        except (CannotApproveList, QuotaFull):
            continue


def _select(story: Story, activity: str) -> None:
    business = story.actor("kinhdoanh")
    run = run_selection(
        actor=business, campaign_code=CAMPAIGN, activity_code=activity, as_of=story.day, at=story.at
    )
    try:
        put_forward(actor=business, run_id=run, at=story.at)
    except CannotSelect:
        return  # a small province has nobody who fits
