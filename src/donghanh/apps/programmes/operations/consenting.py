"""
A beneficiary lets the words and photographs be published, and may take that back at any time.

By the code on the portal, or told to a clerk. A withdrawal is a row that points back; the story that rested
on the consent is taken down in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.bridge.confirmations import pictures_of
from donghanh.apps.programmes.confirmation_permissions import check_ask
from donghanh.apps.programmes.models import ConfirmationAnswer, ConsentToPublish, Story
from donghanh.apps.programmes.models.stories import GIVEN, NAMED
from donghanh.apps.programmes.operations.answering import BENEFICIARY_ACTOR, standing_invitation
from donghanh.apps.programmes.operations.life_moves import write_life_move
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE
from donghanh.apps.programmes.refusals import CannotTell, NotFound
from donghanh.engines.programmes.confirmation_lives import SPEAKER, STORY

WITHDRAWN = "consent withdrawn"


@transaction.atomic
def give_consent(
    *, actor: Actor, campaign_code: str, number: int, reference: str, named_as: str, at: datetime,
    photographs: Sequence[int] = (), given: str = "phone",
) -> str:  # fmt: skip
    """
    Write a consent down that a clerk was given; answers its reference.

    raises : NotFound, Forbidden; CannotTell `words-missing`, `consent-stands`, `photograph-unknown`,
             `consent-unfit`
    """
    check_ask(actor=actor)
    answer = ConfirmationAnswer.objects.filter(
        sampled__round__campaign__code=campaign_code, sampled__round__number=number,
        sampled__benefit__reference=reference,
    ).first()  # fmt: skip
    if answer is None:
        raise NotFound("answer", reference)
    return _give(answer=answer, named_as=named_as, photographs=photographs, given=given, at=at, clerk=actor)


@transaction.atomic
def consent_by_code(*, invitation_id: int, named_as: str, photographs: Sequence[int], at: datetime) -> str:
    """Write a consent down that came by a code. raises : CannotAsk `code-unknown`; CannotTell, as above"""
    answer = _answer_of_code(invitation_id, at)
    return _give(answer=answer, named_as=named_as, photographs=photographs, given="code", at=at, clerk=None)


@transaction.atomic
def withdraw_consent(*, actor: Actor, consent: str, why: str, at: datetime, given: str = "phone") -> str:
    """
    Write down that a beneficiary took a consent back; the story is off the public page with it.

    raises : NotFound, Forbidden; CannotTell `withdrawn-already`, `reason-missing`
    """
    check_ask(actor=actor)
    row = ConsentToPublish.objects.select_for_update().filter(reference=consent, withdraws=None).first()
    if row is None:
        raise NotFound("consent", consent)
    if not why.strip():
        raise CannotTell("reason-missing", "Say who asked for it and how.", consent=consent)
    return _withdraw(row=row, why=why.strip(), given=given, at=at, clerk=actor)


@transaction.atomic
def withdraw_by_code(*, invitation_id: int, at: datetime) -> str:
    """Take the consent back by a code. raises : CannotAsk `code-unknown`; CannotTell `withdrawn-already`"""
    answer = _answer_of_code(invitation_id, at)
    row = answer.consents.select_for_update().filter(withdraws=None).order_by("-id").first()
    if row is None:
        raise CannotTell("withdrawn-already", "There is no consent that stands.")
    return _withdraw(row=row, why=WITHDRAWN, given="code", at=at, clerk=None)


def _answer_of_code(invitation_id: int, at: datetime) -> ConfirmationAnswer:
    invitation = standing_invitation(invitation_id=invitation_id, at=at)
    answer: ConfirmationAnswer | None = getattr(invitation.sampled, "answer", None)
    if answer is None:
        raise CannotTell("answer-missing", "Answer first, then say what may be published.")
    return answer


def _give(
    *, answer: ConfirmationAnswer, named_as: str, photographs: Sequence[int], given: str, at: datetime,
    clerk: Actor | None,
) -> str:  # fmt: skip
    ConfirmationAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    _check_fit(answer=answer, named_as=named_as, given=given, photographs=photographs)
    row = ConsentToPublish.objects.create(
        reference=_reference(answer), answer=answer, words=answer.words, named_as=named_as,
        photographs=sorted(set(photographs)), given=given, by_id=clerk.staff_id if clerk else None,
        on=at.astimezone(COMPANY_ZONE).date(), product_at=at,
    )  # fmt: skip
    told = {"named_as": named_as, "photographs": row.photographs, "given": given}
    record_act(actor=clerk or BENEFICIARY_ACTOR, act="consent.give", subject=row.reference, facts=told, at=at)
    return row.reference


def _check_fit(*, answer: ConfirmationAnswer, named_as: str, given: str, photographs: Sequence[int]) -> None:
    if named_as not in NAMED or given not in GIVEN:
        raise CannotTell("consent-unfit", f"Named as {', '.join(NAMED)}; given by {', '.join(GIVEN)}.")
    if not answer.words:
        raise CannotTell("words-missing", "There are no own words to be published.")
    if answer.consents.filter(withdraws=None, withdrawal__isnull=True).exists():
        raise CannotTell("consent-stands", "A consent to this answer stands already. Take it back first.")
    known = {card.number for card in pictures_of(reference=answer.sampled.benefit.reference)}
    if not set(photographs) <= known:
        raise CannotTell(
            "photograph-unknown", "A photograph is none of this benefit's.",
            photographs=sorted(set(photographs) - known),
        )  # fmt: skip


def _reference(answer: ConfirmationAnswer) -> str:
    return f"DY-{answer.sampled.round.number}-{answer.pk:05d}-{answer.consents.count() + 1}"


def _withdraw(*, row: ConsentToPublish, why: str, given: str, at: datetime, clerk: Actor | None) -> str:
    if ConsentToPublish.objects.filter(withdraws=row).exists():
        raise CannotTell(
            "withdrawn-already", f"{row.reference} was taken back already.", consent=row.reference
        )
    back = ConsentToPublish.objects.create(
        reference=_reference(row.answer), answer=row.answer, named_as=row.named_as, given=given,
        withdraws=row, why=why, by_id=clerk.staff_id if clerk else None,
        on=at.astimezone(COMPANY_ZONE).date(), product_at=at,
    )  # fmt: skip
    story = Story.objects.select_for_update().filter(consent=row).exclude(state="taken_down").first()
    if story is not None:
        write_life_move(
            life=STORY, row=story, move="take_down", roles=frozenset({SPEAKER}), at=at, why=why,
            by=clerk.staff_id if clerk else None,
        )  # fmt: skip
    told = {"withdraws": row.reference, "story": story.pk if story else None}
    speaker = clerk or BENEFICIARY_ACTOR
    record_act(actor=speaker, act="consent.withdraw", subject=back.reference, facts=told, at=at)
    return back.reference
