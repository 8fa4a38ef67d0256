"""The order of a day: what comes in, what the company decides, what the units do, what the people say."""

from __future__ import annotations

from donghanh.apps.programmes.operations.campaigns import open_campaign_of_lawbook
from donghanh.faces.story.asking import ask
from donghanh.faces.story.choosing import choose
from donghanh.faces.story.closing import ask_beneficiaries, report_to_director
from donghanh.faces.story.drawing import draw
from donghanh.faces.story.goods import move_goods
from donghanh.faces.story.people import BEGIN, CAMPAIGN, Story
from donghanh.faces.story.working import work

SUNDAY = 6


def live(story: Story) -> None:
    """Live the story's day."""
    if story.day == BEGIN:
        open_campaign_of_lawbook(actor=story.actor("kinhdoanh"), code=CAMPAIGN, at=story.at)
    move_goods(story)
    ask(story)
    choose(story)
    draw(story)
    if story.day.weekday() != SUNDAY:
        work(story)
    ask_beneficiaries(story)
    report_to_director(story)
