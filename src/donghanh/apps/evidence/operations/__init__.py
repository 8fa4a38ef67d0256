"""Acts on evidence: hand a file in, take it back, look at one."""

from donghanh.apps.evidence.operations.keeping import CannotKeep, keep_evidence, withdraw_evidence
from donghanh.apps.evidence.operations.reading import EvidenceContent, open_evidence

__all__ = ["CannotKeep", "EvidenceContent", "keep_evidence", "open_evidence", "withdraw_evidence"]
