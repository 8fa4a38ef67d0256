"""
A beneficiary's story: begun from the own words, worded anew, approved by a second person, published, taken
down.

Nothing is said beyond the consent: no other photograph, no fuller name. The own words and every wording stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.confirmation_permissions import check_ask
from donghanh.apps.programmes.models import ConsentToPublish, Story, StoryVersion
from donghanh.apps.programmes.operations.life_moves import write_life_move
from donghanh.apps.programmes.refusals import CannotTell, NotFound
from donghanh.engines.programmes.confirmation_lives import STORY

LONGEST_TEXT = 6_000
LONGEST_TITLE = 120


@transaction.atomic
def draft_story(*, actor: Actor, consent: str, at: datetime) -> int:
    """
    Begin a story from the words of a consent that stands; answers its number.

    raises : NotFound, Forbidden; CannotTell `consent-withdrawn`, `story-there`
    """
    staff_id = check_ask(actor=actor)
    row = ConsentToPublish.objects.select_for_update().filter(reference=consent, withdraws=None).first()
    if row is None:
        raise NotFound("consent", consent)
    _check_consent(row)
    there = Story.objects.filter(consent=row).first()
    if there is not None:
        raise CannotTell("story-there", f"Story {there.pk} was begun from it already.", story=there.pk)
    story = Story.objects.create(consent=row, state="")
    story.versions.create(
        number=1, text=row.words, photographs=row.photographs, by_id=staff_id, product_at=at
    )
    write_life_move(life=STORY, row=story, move="draft", roles=actor.roles, by=staff_id, at=at)
    record_act(actor=actor, act="story.draft", subject=f"story:{story.pk}", facts={"consent": consent}, at=at)
    return int(story.pk)


@transaction.atomic
def edit_story(
    *, actor: Actor, story: int, title: str, text: str, photographs: Sequence[int], at: datetime
) -> int:
    """
    Write another wording and answer its number; it is to be approved anew.

    raises : NotFound, Forbidden; CannotMove; CannotTell `consent-withdrawn`, `wording-missing`,
             `photograph-without-consent`
    """
    staff_id = check_ask(actor=actor)
    row = _locked(story)
    _check_consent(row.consent)
    if not title.strip() or not text.strip():
        raise CannotTell("wording-missing", "A story needs a title and a text.")
    if not set(photographs) <= set(row.consent.photographs):
        raise CannotTell("photograph-without-consent", "The consent does not include this photograph.")
    write_life_move(life=STORY, row=row, move="edit", roles=actor.roles, by=staff_id, at=at)
    version = row.versions.create(
        number=_last(row).number + 1, title=title.strip()[:LONGEST_TITLE], text=text.strip()[:LONGEST_TEXT],
        photographs=sorted(set(photographs)), by_id=staff_id, product_at=at,
    )  # fmt: skip
    told = {"version": version.number}
    record_act(actor=actor, act="story.edit", subject=f"story:{story}", facts=told, at=at)
    return int(version.number)


@transaction.atomic
def move_story(
    *, actor: Actor, story: int, move: str, at: datetime, why: str = "", version: int | None = None
) -> str:
    """
    Approve, publish or take down a story; answers its state.

    version : the wording that was looked at; refused when there is a later one
    raises  : NotFound, Forbidden; CannotMove (state, duties, reason); CannotTell `consent-withdrawn`,
              `changed-since-seen`, `wording-missing`
    """
    staff_id = check_ask(actor=actor)
    row = _locked(story)
    last = _last(row)
    if move in {"approve", "publish"}:
        _check_consent(row.consent)
        _check_wording(last, version)
    state = write_life_move(life=STORY, row=row, move=move, roles=actor.roles, by=staff_id, at=at, why=why)
    told = {"version": last.number, "why": why.strip()}
    record_act(actor=actor, act=f"story.{move}", subject=f"story:{story}", facts=told, at=at)
    return state


def _check_consent(consent: ConsentToPublish) -> None:
    if ConsentToPublish.objects.filter(withdraws=consent).exists():
        raise CannotTell(
            "consent-withdrawn", f"{consent.reference} was taken back: nothing is told of it.",
            consent=consent.reference,
        )  # fmt: skip


def _check_wording(last: StoryVersion, version: int | None) -> None:
    if version is not None and version != last.number:
        raise CannotTell("changed-since-seen", f"There is a later wording, {last.number}. Look at it first.")
    if not last.title:
        raise CannotTell("wording-missing", "The story has no title yet. Edit it first.")


def _last(story: Story) -> StoryVersion:
    found = story.versions.order_by("-number").first()
    assert found is not None
    return found


def _locked(story: int) -> Story:
    found = Story.objects.select_for_update(of=("self",)).select_related("consent").filter(pk=story).first()
    if found is None:
        raise NotFound("story", story)
    return found
