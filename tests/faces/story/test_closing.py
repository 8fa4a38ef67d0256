"""The end of the story: asked, answered, a case closed, stories told, a report signed; or nothing to ask."""

from __future__ import annotations

from datetime import date

import pytest

from donghanh.faces.story import closing, playing
from donghanh.faces.story.people import CAMPAIGN, LAST, Story
from donghanh.world.province import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def told_out(begun, settings, tmp_path) -> Story:
    settings.SIGNING_FOLDER = tmp_path / "signing"
    playing.want(through=LAST)
    playing.play()
    return Story(World(customers=600, seed=2021), day=LAST)


def test_the_months_end_with_a_signed_report_two_stories_and_no_open_case(told_out: Story, client) -> None:
    from donghanh.apps.programmes.queries.confirmation_cases import cases
    from donghanh.apps.programmes.queries.confirmations import proof, round_card
    from donghanh.apps.programmes.queries.signatures import signed_facts, signed_pdf, told_of_file
    from donghanh.apps.programmes.queries.stories import published_stories

    office = told_out.actor("vanphong")
    card = round_card(actor=office, campaign_code=CAMPAIGN, number=1)
    assert card.state == "closed"
    assert 0.6 < card.answered / card.sampled < 0.95
    assert proof(actor=office, campaign_code=CAMPAIGN, number=1).holds
    (case,) = cases(actor=office, campaign_code=CAMPAIGN, day=LAST)
    assert (case.kind, case.state) == ("not_received", "settled")
    assert [step.move for step in case.moves] == ["open", "release", "explain", "settle"]
    stories = published_stories(campaign_code=CAMPAIGN)
    assert len(stories) == closing.STORIES
    assert client.get(f"/chuyen-ke/{stories[0].number}/").status_code == 200

    told = told_of_file(content=signed_pdf(campaign_code=CAMPAIGN, number=1))
    facts = signed_facts(campaign_code=CAMPAIGN, number=1)
    assert told.holds
    assert facts["effects"]["confirmations"]["not_received"] == 1
    assert facts["effects"]["goods"]["items"]
    assert facts["effects"]["pictures"]
    assert facts["money"]["spent_dong"] > 0
    page = client.get(f"/bao-cao/{CAMPAIGN}/1/").content.decode()
    assert "Đã ký số" in page


def test_where_nothing_was_delivered_nobody_is_asked(begun) -> None:
    from donghanh.apps.programmes.queries.confirmations import rounds

    playing.want(through=date(2021, 12, 1))
    playing.play()
    story = Story(World(customers=300, seed=2021))
    for story.day in (closing.DRAWN_ON, closing.BEGUN_ON, *closing.CALLING_DAYS, closing.CLOSED_ON):
        closing.ask_beneficiaries(story)

    assert rounds(actor=story.actor("vanphong"), campaign_code=CAMPAIGN) == ()
