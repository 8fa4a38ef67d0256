"""
What the portal asks for a beneficiary's code: whether it stands, and what it is about, without a name.

A code that is wrong, too old, or of a round that does not ask is answered the same way: None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from donghanh.apps.evidence import queries as evidence
from donghanh.apps.programmes.bridge.confirmations import hash_of_code, pictures_of, reference_of
from donghanh.apps.programmes.models import Invitation
from donghanh.engines.confirmations import read_code


@dataclass(frozen=True)
class Asked:
    """
    What a code asks about; no name, no address of anybody.

    answer    : reference of the answer, "" before it is given
    consent   : reference of the consent that stands, "" when none
    pictures  : number of a photograph -> its kind
    """

    invitation_id: int
    activity_vi: str
    activity_en: str
    unit_vi: str
    unit_en: str
    delivered_on: date | None
    answer: str
    has_words: bool
    consent: str
    pictures: Mapping[int, str]


def asked_by_code(*, text: str, at: datetime) -> int | None:
    """The number of the invitation that a typed code belongs to, while it stands; else None."""
    code = read_code(text=text)
    if code is None:
        return None
    found: int | None = (
        _standing(at).filter(code_hash=hash_of_code(code)).values_list("pk", flat=True).first()
    )
    return found


def asked(*, invitation_id: int, at: datetime) -> Asked | None:
    """What an invitation asks about, while its code stands; else None."""
    row = (
        _standing(at)
        .select_related("sampled__benefit__activity", "sampled__benefit__unit", "sampled__round")
        .filter(pk=invitation_id)
        .first()
    )
    if row is None:
        return None
    benefit = row.sampled.benefit
    answer = getattr(row.sampled, "answer", None)
    consent = None if answer is None else answer.consents.filter(withdraws=None, withdrawal=None).first()
    delivered = benefit.moves.filter(move="deliver").order_by("-id").values_list("on", flat=True).first()
    return Asked(
        invitation_id=row.pk, activity_vi=benefit.activity.name_vi, activity_en=benefit.activity.name_en,
        unit_vi=benefit.unit.name_vi, unit_en=benefit.unit.name_en, delivered_on=delivered,
        answer=reference_of(answer) if answer else "", has_words=bool(answer and answer.words),
        consent=consent.reference if consent else "",
        pictures={card.number: card.kind for card in pictures_of(reference=benefit.reference)},
    )  # fmt: skip


def own_picture(*, invitation_id: int, picture: int, at: datetime) -> tuple[str, bytes] | None:
    """A photograph of the beneficiary's own benefit, for one who holds its code; else None."""
    found = asked(invitation_id=invitation_id, at=at)
    if found is None or picture not in found.pictures:
        return None
    return evidence.published_picture(number=picture)


def _standing(at: datetime):  # type: ignore[no-untyped-def]
    return Invitation.objects.filter(expires_at__gt=at, sampled__round__state="asking").exclude(code_hash="")
