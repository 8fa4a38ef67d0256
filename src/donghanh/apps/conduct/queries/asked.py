"""What a customer with a token is asked; nothing in it is personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from donghanh.apps.conduct import bridge
from donghanh.apps.conduct.models import Invitation


@dataclass(frozen=True)
class RatingAsked:
    """
    One invitation.

    step : question (the stars), words (the comment), done
    """

    step: str
    question_vi: str
    question_en: str
    contact_kind: str
    unit_vi: str
    unit_en: str
    contact_on: date


def rating_asked(*, token: str, now: datetime) -> RatingAsked | None:
    """
    What the holder of a token is asked now; None when nobody has this token, or its days are over.

    Public: whoever holds the token was given it.
    """
    rows = Invitation.objects.select_related("unit", "rating__comment")
    found = rows.filter(
        token_sha256=bridge.token_digest(token), invited_at__lte=now, until_at__gt=now
    ).first()
    day = found and bridge.company_day(at=found.invited_at)
    terms = day and bridge.rating_terms(on=day)
    if found is None or terms is None or day is None:
        return None
    return RatingAsked(
        step=_step(found),
        question_vi=terms.question_vi,
        question_en=terms.question_en,
        contact_kind=found.contact_kind,
        unit_vi=found.unit.name_vi,
        unit_en=found.unit.name_en,
        contact_on=day,
    )


def _step(found: Invitation) -> str:
    if not hasattr(found, "rating"):
        return "question"
    return "done" if hasattr(found.rating, "comment") else "words"
