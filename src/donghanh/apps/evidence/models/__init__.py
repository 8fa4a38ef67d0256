"""Rows of the evidence: the bytes once each, and what they prove."""

from donghanh.apps.evidence.models.files import EvidenceBytes, EvidenceFile, EvidenceWithdrawal

__all__ = ["EvidenceBytes", "EvidenceFile", "EvidenceWithdrawal"]
