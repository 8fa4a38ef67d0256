"""Opens a file for somebody, and records that it was read: proofs and photographs are personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from donghanh.apps.evidence.models import EvidenceFile
from donghanh.apps.evidence.permissions import check_see_evidence
from donghanh.apps.organisation.operations import record_reading
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound


@dataclass(frozen=True)
class EvidenceContent:
    """A file to be sent: its neutral name, what it is, its bytes."""

    name: str
    media_type: str
    content: bytes


@transaction.atomic
def open_evidence(*, actor: Actor, number: int, at: datetime, is_small: bool = False) -> EvidenceContent:
    """
    Give the bytes of a file and record the reading.

    is_small : the small picture of a photograph, for lists; its showing is not recorded as a reading
    raises   : NotFound, also for a file out of sight or taken back
    """
    row = (
        EvidenceFile.objects.select_related("bytes")
        .filter(pk=number, withdrawal__isnull=True)
        .first()
    )  # fmt: skip
    if row is None:
        raise NotFound("evidence", number)
    check_see_evidence(actor=actor, subject=row.subject)
    if is_small and row.bytes.thumbnail:
        return EvidenceContent(row.name, "image/jpeg", bytes(row.bytes.thumbnail))
    record_reading(actor=actor, what="evidence", subject=f"{row.subject}#{number}", at=at)
    return EvidenceContent(row.name, row.media_type, bytes(row.bytes.content))
