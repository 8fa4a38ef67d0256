"""Takes a customer's rating by its token: the one question, then a comment for who wants to say more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.conduct import bridge
from donghanh.apps.conduct.models import Comment, Invitation, Rating
from donghanh.apps.conduct.refusals import CannotRate
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor

STARS = (1, 2, 3, 4, 5)
LONGEST_WORDS = 2_000
CUSTOMER = Actor(None, "customer", "customer")


@transaction.atomic
def rate(*, token: str, stars: int, now: datetime, staff_id: int | None = None) -> None:
    """
    Keep the stars of a customer; once, and within the days of the invitation.

    staff_id : of who is signed in where the rating comes from; staff rate neither themselves nor each other
    raises   : CannotRate `token-unknown`, `rating-over`, `rated-already`, `staff-do-not-rate`, `stars-wrong`
    """
    if staff_id is not None:
        raise CannotRate(
            "staff-do-not-rate", "Somebody of the staff is signed in here; ratings are customers'."
        )
    if isinstance(stars, bool) or stars not in STARS:
        raise CannotRate("stars-wrong", f"{stars!r}; expected a whole number from 1 to 5.", found=str(stars))
    invitation = _open(token=token, now=now)
    if Rating.objects.filter(invitation=invitation).exists():
        raise CannotRate("rated-already", "This contact was rated already; a rating is given once.")
    Rating.objects.create(invitation=invitation, stars=stars, rated_at=now)
    _record(invitation, "conduct.rate", now)


def write_down(*, token: str, stars: int, taken_by: int, now: datetime) -> None:
    """Keep what a caller said, inside the transaction of `recording.record_rating`."""
    if isinstance(stars, bool) or stars not in STARS:
        raise CannotRate("stars-wrong", f"{stars!r}; expected a whole number from 1 to 5.", found=str(stars))
    invitation = _open(token=token, now=now)
    Rating.objects.create(invitation=invitation, stars=stars, rated_at=now, taken_by_id=taken_by)
    _record(invitation, "conduct.rate", now)


@transaction.atomic
def comment(*, token: str, words: str, now: datetime) -> None:
    """
    Keep what a customer wants to say beside the stars; empty words are no comment.

    raises : CannotRate `token-unknown`, `rating-over`, `not-rated-yet`, `commented-already`, `words-too-long`
    """
    said = words.strip()
    if len(said) > LONGEST_WORDS or "\x00" in said:
        raise CannotRate("words-too-long", f"{len(said)} characters; expected at most {LONGEST_WORDS}.")
    invitation = _open(token=token, now=now)
    rating = Rating.objects.filter(invitation=invitation).first()
    if rating is None:
        raise CannotRate("not-rated-yet", "The stars come first.")
    if Comment.objects.filter(rating=rating).exists():
        raise CannotRate("commented-already", "A comment was given already.")
    if said:
        Comment.objects.create(rating=rating, words=said, said_at=now)
        _record(invitation, "conduct.comment", now)


def _record(invitation: Invitation, act: str, now: datetime) -> None:
    """That it was said, not what: acts are read by more people than ratings are."""
    subject = f"contact:{invitation.contact_kind}:{invitation.contact_code}"
    record_act(actor=CUSTOMER, act=act, subject=subject, facts={}, at=now)


def _open(*, token: str, now: datetime) -> Invitation:
    """The invitation of a token, locked, so that two answers at once are one after another."""
    found = Invitation.objects.select_for_update().filter(token_sha256=bridge.token_digest(token)).first()
    if found is None:
        raise CannotRate("token-unknown", "No invitation has this token.")
    if not found.invited_at <= now < found.until_at:
        raise CannotRate("rating-over", f"This contact could be rated until {found.until_at:%d/%m/%Y}.")
    return found
