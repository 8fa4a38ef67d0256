"""What acts and questions of a round share: hash of a code, reference of an answer, a benefit's pictures."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from donghanh.apps.evidence import queries as evidence
from donghanh.apps.organisation.permissions import Actor, console_actor
from donghanh.apps.programmes.models import ConfirmationAnswer
from donghanh.apps.works.queries import references_of_subject

PICTURES = ("photo", "photo_before", "photo_after")


def hash_of_code(code: str) -> str:
    """A keyed hash: without the site's secret key nobody can try all codes against the table."""
    return salted_hmac("donghanh.confirmation-code", code, algorithm="sha256").hexdigest()


def reference_of(answer: ConfirmationAnswer) -> str:
    """What the beneficiary may quote later; it names nobody."""
    return f"XN-{answer.sampled.round.number}-{answer.pk:05d}"


def pictures_of(*, reference: str, actor: Actor | None = None) -> list[evidence.EvidenceCard]:
    """
    The photographs kept of a benefit and of the works done for it, without proofs and signatures.

    actor  : who must see the benefit; None where the caller has asked already
    raises : NotFound, when the actor does not see it
    """
    subject = f"benefit:{reference}"
    cards = list(evidence.evidence_of(actor=actor or console_actor(), subject=subject, kinds=PICTURES))
    for order in references_of_subject(subject=subject):
        cards += evidence.evidence_of(actor=console_actor(), subject=f"work:{order}", kinds=PICTURES)
    return [card for card in cards if card.is_picture]
