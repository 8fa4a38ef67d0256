"""Questions about evidence."""

from donghanh.apps.evidence.queries.cards import (
    EvidenceCard,
    PictureKept,
    evidence_by_subject,
    evidence_counts,
    evidence_of,
    pictures_kept,
    published_picture,
)

__all__ = [
    "EvidenceCard",
    "PictureKept",
    "evidence_by_subject",
    "evidence_counts",
    "evidence_of",
    "pictures_kept",
    "published_picture",
]
