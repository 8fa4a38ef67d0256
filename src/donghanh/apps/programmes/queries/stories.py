"""
Stories: the desk's with every wording, and the public's, which rest on a consent that stands at that very
moment.

Whether a story or a photograph may be seen is asked of the consent at each request; nothing is copied out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from donghanh.apps.evidence import queries as evidence
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.confirmation_permissions import check_see_rounds
from donghanh.apps.programmes.models import ConsentToPublish, Story
from donghanh.apps.programmes.refusals import NotFound
from donghanh.engines.programmes.confirmation_lives import STORY
from donghanh.engines.programmes.duties import Act, moves_open_to


@dataclass(frozen=True)
class PublishedStory:
    """
    A story as everybody reads it.

    name       : as the consent says: whole, initials ("N.T.K."), or empty
    commune    : empty unless the whole name may be told
    photographs: numbers of evidence, each with consent
    consent    : reference of the consent that it rests on
    """

    number: int
    title: str
    text: str
    named_as: str
    name: str
    commune: str
    activity_vi: str
    activity_en: str
    unit_vi: str
    unit_en: str
    published_on: date
    photographs: tuple[int, ...]
    consent: str


@dataclass(frozen=True)
class StoryWording:
    """One wording of a story."""

    number: int
    title: str
    text: str
    photographs: tuple[int, ...]
    by: str
    at: datetime


@dataclass(frozen=True)
class StoryStep:
    """One move of a story; `by` is empty where the beneficiary spoke."""

    move: str
    by: str
    why: str
    at: datetime


@dataclass(frozen=True)
class DeskStory:
    """A story on the desk, with the consent that it rests on and what may come next."""

    number: int
    state: str
    own_words: str
    named_as: str
    name: str
    consent: str
    consent_photographs: tuple[int, ...]
    is_withdrawn: bool
    reference: str
    activity_vi: str
    activity_en: str
    wordings: tuple[StoryWording, ...]
    steps: tuple[StoryStep, ...]
    open_moves: tuple[str, ...]


@dataclass(frozen=True)
class ConsentLine:
    """A consent as lists show it; `story` is the number of the story begun from it."""

    reference: str
    benefit: str
    activity_vi: str
    activity_en: str
    words: str
    named_as: str
    photographs: tuple[int, ...]
    given: str
    on: date
    is_withdrawn: bool
    story: int | None
    story_state: str


def published_stories(
    *, campaign_code: str | None = None, limit: int | None = None, number: int | None = None
) -> tuple[PublishedStory, ...]:
    """The stories that everybody may read now, newest first; of one campaign, or of all."""
    rows = _published()
    if campaign_code is not None:
        rows = rows.filter(consent__answer__sampled__round__campaign__code=campaign_code)
    if number is not None:
        rows = rows.filter(pk=number)
    communes = organisation.commune_names()
    return tuple(_public(row, communes) for row in rows[:limit])


def published_story(*, number: int) -> PublishedStory:
    """One story that everybody may read now. raises : NotFound"""
    found = published_stories(number=number)
    if not found:
        raise NotFound("story", number)
    return found[0]


def story_picture(*, number: int, picture: int) -> tuple[str, bytes] | None:
    """Media type and bytes of a published story's photograph, while its consent stands; else None."""
    found = published_stories(number=number)
    if not found or picture not in found[0].photographs:
        return None
    return evidence.published_picture(number=picture)


def consents(*, actor: Actor, campaign_code: str) -> tuple[ConsentLine, ...]:
    """The consents of a campaign, newest first, withdrawn ones too. raises : NotFound, also for a unit"""
    check_see_rounds(actor=actor)
    rows = (
        ConsentToPublish.objects.filter(withdraws=None, answer__sampled__round__campaign__code=campaign_code)
        .select_related("answer__sampled__benefit__activity", "story", "withdrawal")
        .order_by("-id")
    )
    return tuple(_consent(row) for row in rows)


def desk_story(*, actor: Actor, number: int) -> DeskStory:
    """One story with all its wordings. raises : NotFound, also for a unit"""
    check_see_rounds(actor=actor)
    row = (
        Story.objects.select_related("consent__answer__sampled__benefit__activity", "consent__withdrawal")
        .prefetch_related("versions__by", "moves__by")
        .filter(pk=number)
        .first()
    )
    if row is None:
        raise NotFound("story", number)
    return _desk(row, actor)


def initials(name: str) -> str:
    """
    The first letters of a name.

    >>> initials("Nguyễn Thị Kín")
    'N.T.K.'
    """
    return "".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())


def _published() -> QuerySet[Story]:
    taken_back = ConsentToPublish.objects.filter(withdraws=OuterRef("consent"))
    return (
        Story.objects.filter(~Exists(taken_back), state="published")
        .select_related(
            "consent__answer__sampled__benefit__activity", "consent__answer__sampled__benefit__unit"
        )
        .prefetch_related("versions", "moves")
        .order_by("-id")
    )


def _named(consent: ConsentToPublish) -> str:
    name = consent.answer.sampled.benefit.beneficiary_name
    return {"full": name, "initials": initials(name)}.get(consent.named_as, "")


def _public(row: Any, communes: dict[str, str]) -> PublishedStory:
    consent = row.consent
    benefit = consent.answer.sampled.benefit
    version = list(row.versions.all())[-1]
    published = [one.on for one in row.moves.all() if one.move == "publish"][-1]
    return PublishedStory(
        number=row.pk, title=version.title, text=version.text, named_as=consent.named_as,
        name=_named(consent), commune=communes.get(benefit.commune_code, "") if consent.named_as == "full"
        else "", activity_vi=benefit.activity.name_vi, activity_en=benefit.activity.name_en,
        unit_vi=benefit.unit.name_vi, unit_en=benefit.unit.name_en, published_on=published,
        photographs=tuple(one for one in version.photographs if one in consent.photographs),
        consent=consent.reference,
    )  # fmt: skip


def _consent(row: Any) -> ConsentLine:
    benefit = row.answer.sampled.benefit
    story = getattr(row, "story", None)
    return ConsentLine(
        reference=row.reference, benefit=benefit.reference, activity_vi=benefit.activity.short_vi,
        activity_en=benefit.activity.short_en, words=row.words, named_as=row.named_as,
        photographs=tuple(row.photographs), given=row.given, on=row.on,
        is_withdrawn=hasattr(row, "withdrawal"), story=story.pk if story else None,
        story_state=story.state if story else "",
    )  # fmt: skip


def _desk(row: Any, actor: Actor) -> DeskStory:
    consent, moves = row.consent, list(row.moves.all())
    benefit = consent.answer.sampled.benefit
    possible = (
        moves_open_to(
            state=row.state, roles=actor.roles, actor_id=actor.staff_id, life=STORY,
            history=[Act(one.move, one.by_id) for one in moves],
        )
        if actor.may_change and actor.staff_id is not None
        else ()
    )  # fmt: skip
    return DeskStory(
        number=row.pk, state=row.state, own_words=consent.words, named_as=consent.named_as,
        name=_named(consent), consent=consent.reference, consent_photographs=tuple(consent.photographs),
        is_withdrawn=hasattr(consent, "withdrawal"), reference=benefit.reference,
        activity_vi=benefit.activity.short_vi, activity_en=benefit.activity.short_en, wordings=tuple(
            StoryWording(
                one.number, one.title, one.text, tuple(one.photographs), one.by.full_name, one.product_at
            )
            for one in row.versions.all()
        ),
        steps=tuple(
            StoryStep(one.move, one.by.full_name if one.by else "", one.why, one.product_at) for one in moves
        ),
        open_moves=tuple(one.name for one in possible),
    )  # fmt: skip
