"""Stories rest on a consent: nothing beyond it, approved by a second person, gone when it is taken back."""

from __future__ import annotations

import pytest
from tests.apps.programmes.confirming_words import (
    WORDS,
    asking,
    codes,
    consented,
    invitation,
    photographed,
    published,
    told,
)
from tests.apps.programmes.conftest import CAMPAIGN

from donghanh.apps.programmes.queries.stories import published_stories, story_picture
from donghanh.apps.programmes.refusals import CannotTell, NotFound
from donghanh.engines.programmes.lives import CannotMove

pytestmark = pytest.mark.django_db
NAME = "Hộ số 1"


@pytest.fixture
def answered(house):
    """A household that answered with words, and a photograph of the work."""
    reference = asking(house)[0]
    picture = photographed(house, reference)
    told(house, reference)
    return reference, picture


def withdrawn(house, consent):
    from donghanh.apps.programmes.operations.consenting import withdraw_consent

    return withdraw_consent(
        actor=house.actors.office, consent=consent, why="Gia đình gọi điện đề nghị gỡ", at=house.now
    )


@pytest.mark.parametrize(("named_as", "name"), [("full", NAME), ("initials", "H.S."), ("none", "")])
def test_a_published_story_names_the_household_as_it_wished(house, answered, named_as, name):
    reference, picture = answered
    consent = consented(house, reference, named_as=named_as, photographs=[picture])

    number = published(house, consent, photographs=[picture])

    (story,) = published_stories(campaign_code=CAMPAIGN)
    assert (story.number, story.name, story.text, story.consent) == (number, name, WORDS, consent)
    assert bool(story.commune) == (named_as == "full")
    assert story.photographs == (picture,)
    assert story_picture(number=number, picture=picture)[0] == "image/jpeg"


def test_a_photograph_without_consent_is_told_by_nobody(house, answered):
    from donghanh.apps.programmes.operations.telling import draft_story, edit_story

    reference, picture = answered
    other = photographed(house, reference, colour="blue")
    story = draft_story(
        actor=house.actors.office, consent=consented(house, reference, photographs=[picture]), at=house.now
    )

    with pytest.raises(CannotTell) as refusal:
        edit_story(
            actor=house.actors.office, story=story, title="A", text="B", photographs=[picture, other],
            at=house.now,
        )  # fmt: skip

    assert refusal.value.rule == "photograph-without-consent"


def test_a_consent_names_only_photographs_of_the_own_benefit(house, answered):
    from tests.apps.programmes.confirming_words import received

    stranger = photographed(house, received(house, name="Hộ khác"))

    with pytest.raises(CannotTell) as refusal:
        consented(house, answered[0], photographs=[stranger])

    assert refusal.value.rule == "photograph-unknown"


def test_a_withdrawn_consent_takes_story_and_photograph_away_and_keeps_the_rows(house, answered):
    from donghanh.apps.programmes.models import ConsentToPublish
    from donghanh.apps.programmes.queries.stories import desk_story

    reference, picture = answered
    consent = consented(house, reference, photographs=[picture])
    number = published(house, consent, photographs=[picture])

    withdrawn(house, consent)

    assert published_stories() == ()
    assert story_picture(number=number, picture=picture) is None
    rows = list(ConsentToPublish.objects.values_list("reference", "withdraws__reference"))
    assert rows == [(consent, None), (rows[1][0], consent)]
    story = desk_story(actor=house.actors.auditor, number=number)
    assert (story.state, story.is_withdrawn, story.own_words) == ("taken_down", True, WORDS)
    with pytest.raises(CannotTell):
        withdrawn(house, consent)


def test_the_query_hides_a_story_whose_consent_is_gone_whatever_its_state_says(house, answered):
    from donghanh.apps.programmes.models import Story

    reference, _ = answered
    consent = consented(house, reference)
    number = published(house, consent)
    withdrawn(house, consent)
    Story.objects.filter(pk=number).update(state="published")

    assert published_stories() == ()


def test_who_wrote_or_edited_a_story_does_not_approve_it(house, answered):
    from donghanh.apps.programmes.operations.telling import draft_story, edit_story, move_story

    office, business = house.actors.office, house.actors.business
    story = draft_story(actor=office, consent=consented(house, answered[0]), at=house.now)
    with pytest.raises(CannotTell) as refusal:
        move_story(actor=business, story=story, move="approve", at=house.now)
    assert refusal.value.rule == "wording-missing"
    edit_story(actor=business, story=story, title="Đèn sáng", text="Đèn sáng.", photographs=[], at=house.now)

    for writer in (office, business):
        with pytest.raises(CannotMove):
            move_story(actor=writer, story=story, move="approve", at=house.now)

    assert move_story(actor=house.actors.director, story=story, move="approve", at=house.now) == "approved"


def test_another_wording_is_to_be_approved_anew_and_all_are_kept(house, answered):
    from donghanh.apps.programmes.operations.telling import edit_story, move_story
    from donghanh.apps.programmes.queries.stories import desk_story

    number = published(house, consented(house, answered[0]))
    with pytest.raises(CannotMove):
        edit_story(actor=house.actors.office, story=number, title="X", text="Y", photographs=[], at=house.now)
    move_story(actor=house.actors.office, story=number, move="take_down", why="Sai tên xã", at=house.now)

    story = desk_story(actor=house.actors.office, number=number)

    assert published_stories() == ()
    assert [one.number for one in story.wordings] == [1, 2]
    assert story.wordings[0].text == WORDS


def test_what_was_approved_is_what_was_looked_at(house, answered):
    from donghanh.apps.programmes.operations.telling import draft_story, edit_story, move_story

    office = house.actors.office
    story = draft_story(actor=office, consent=consented(house, answered[0]), at=house.now)
    edit_story(actor=office, story=story, title="Một", text="Một.", photographs=[], at=house.now)
    edit_story(actor=office, story=story, title="Hai", text="Hai.", photographs=[], at=house.now)

    with pytest.raises(CannotTell) as refusal:
        move_story(actor=house.actors.director, story=story, move="approve", version=2, at=house.now)

    assert refusal.value.rule == "changed-since-seen"


def test_no_words_no_story_and_one_consent_stands_at_a_time(house):
    first, second, _ = asking(house)
    told(house, first, words="")
    told(house, second)
    consented(house, second)

    with pytest.raises(CannotTell, match="own words"):
        consented(house, first)
    with pytest.raises(CannotTell, match="stands already"):
        consented(house, second)


def test_a_household_consents_and_takes_it_back_by_its_code(house):
    from donghanh.apps.programmes.operations.answering import answer_by_code
    from donghanh.apps.programmes.operations.consenting import consent_by_code, withdraw_by_code
    from donghanh.apps.programmes.queries.invitations import asked

    reference = asking(house)[0]
    picture = photographed(house, reference)
    number = invitation(house, codes(house)[reference])
    answer_by_code(invitation_id=number, at=house.now, received="yes", works="yes", rating=5, words=WORDS)
    by_code = {"invitation_id": number, "at": house.now}
    consent = consent_by_code(named_as="none", photographs=[picture], **by_code)
    published(house, consent, photographs=[picture])
    assert asked(**by_code).consent == consent

    withdraw_by_code(**by_code)

    assert published_stories() == ()
    assert asked(**by_code).consent == ""


@pytest.mark.parametrize("who", ["unit_head", "unit_officer"])
def test_stories_in_the_making_are_not_there_for_a_unit(house, answered, who):
    from donghanh.apps.programmes.operations.telling import draft_story
    from donghanh.apps.programmes.queries.stories import consents, desk_story

    consent = consented(house, answered[0])
    story = draft_story(actor=house.actors.office, consent=consent, at=house.now)
    stranger = getattr(house.actors, who)("PA01ND")

    with pytest.raises(NotFound):
        desk_story(actor=stranger, number=story)
    with pytest.raises(NotFound):
        consents(actor=stranger, campaign_code=CAMPAIGN)
    with pytest.raises(NotFound):
        draft_story(actor=stranger, consent=consent, at=house.now)
