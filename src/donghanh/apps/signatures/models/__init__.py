"""Rows of documents to be signed: the document, its files, one-time codes, and the evidence of signatures."""

from donghanh.apps.signatures.models.documents import DocumentFile, SignedDocument
from donghanh.apps.signatures.models.evidence import EvidenceRow, SigningCode

__all__ = ["DocumentFile", "EvidenceRow", "SignedDocument", "SigningCode"]
