"""Questions about evidence."""

from donghanh.apps.evidence.queries.cards import (
    EvidenceCard,
    evidence_counts,
    evidence_of,
    published_picture,
)

__all__ = ["EvidenceCard", "evidence_counts", "evidence_of", "published_picture"]
