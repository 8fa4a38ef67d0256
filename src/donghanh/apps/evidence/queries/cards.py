"""Which files there are of a thing, without their bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count

from donghanh.apps.evidence.models import EvidenceFile
from donghanh.apps.evidence.permissions import check_see_evidence
from donghanh.apps.organisation.permissions import Actor

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class EvidenceCard:
    """A file as lists show it. `given_sha256` is of the bytes as handed in, `sha256` of what is kept."""

    number: int
    subject: str
    kind: str
    name: str
    media_type: str
    byte_count: int
    sha256: str
    given_sha256: str
    by: str
    at: datetime
    facts: Mapping[str, object]

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


def evidence_of(
    *, actor: Actor, subject: str, kinds: Collection[str] | None = None
) -> tuple[EvidenceCard, ...]:
    """
    The files of a thing, oldest first, without those that were taken back.

    raises : NotFound, when the actor does not see the thing
    """
    check_see_evidence(actor=actor, subject=subject)
    rows = EvidenceFile.objects.filter(subject=subject, withdrawal__isnull=True).select_related("staff")
    if kinds is not None:
        rows = rows.filter(kind__in=kinds)
    rows = rows.defer("bytes__content", "bytes__thumbnail").select_related("bytes")
    return tuple(_card(row) for row in rows.order_by("id"))


def evidence_by_subject(*, subjects: Collection[str]) -> dict[str, tuple[EvidenceCard, ...]]:
    """The files of several things, for a page of one thing that another query has scoped; asks nobody."""
    rows = EvidenceFile.objects.filter(subject__in=subjects, withdrawal__isnull=True).order_by("id")
    found: dict[str, tuple[EvidenceCard, ...]] = {}
    for row in rows.select_related("staff", "bytes").defer("bytes__content", "bytes__thumbnail"):
        found[row.subject] = (*found.get(row.subject, ()), _card(row))
    return found


def evidence_counts(*, subjects: Collection[str]) -> dict[tuple[str, str], int]:
    """How many files there are by subject and kind; numbers only, for lists that another query has scoped."""
    rows = (
        EvidenceFile.objects.filter(subject__in=subjects, withdrawal__isnull=True)
        .order_by()
        .values_list("subject", "kind")
        .annotate(count=Count("pk"))
    )
    return {(subject, kind): count for subject, kind, count in rows}


def published_picture(*, number: int) -> tuple[str, bytes] | None:
    """
    Media type and bytes of a picture for the public.

    Only for a caller that has found the holder's consent to publish this very file; it asks nobody.
    """
    row = EvidenceFile.objects.select_related("bytes").filter(pk=number, withdrawal__isnull=True).first()
    if row is None or not row.media_type.startswith("image/"):
        return None
    return row.media_type, bytes(row.bytes.content)


@dataclass(frozen=True)
class PictureKept:
    """A picture by its number: SHA-256 of what is kept, and the company's day on which it came."""

    number: int
    sha256: str
    on: date


def pictures_kept(*, numbers: Collection[int], as_of: date) -> tuple[PictureKept, ...]:
    """
    Those pictures that were there at the end of a day, by number: kept by then, not yet taken back.

    Only for a caller that has found the holder's consent; it asks nobody.
    """
    rows = EvidenceFile.objects.filter(pk__in=numbers, media_type__startswith="image/").order_by("pk")
    told = rows.values_list("pk", "bytes_id", "product_at", "withdrawal__product_at")
    days = [(pk, digest, _day(came), _day(gone) if gone else None) for pk, digest, came, gone in told]
    return tuple(
        PictureKept(pk, digest, came)
        for pk, digest, came, gone in days
        if came <= as_of and (gone is None or gone > as_of)
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def _card(row: EvidenceFile) -> EvidenceCard:
    return EvidenceCard(
        number=row.pk,
        subject=row.subject,
        kind=row.kind,
        name=row.name,
        media_type=row.media_type,
        byte_count=row.bytes.byte_count,
        sha256=row.bytes_id,
        given_sha256=row.given_sha256,
        by=row.staff.full_name if row.staff else row.username,
        at=row.product_at,
        facts=row.facts,
    )
