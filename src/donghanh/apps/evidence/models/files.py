"""
Files that prove something of a thing of another app: who handed them in, when, and what they are.

The bytes stand in the database beside the row that speaks of them: both are there, or neither. They are kept
once, under their SHA-256.
"""

from __future__ import annotations

from django.db import models

from donghanh.apps.organisation.acts import Act
from donghanh.apps.organisation.walls import append_only, written_at

KINDS = ("proof", "photo_before", "photo_after", "photo", "signature", "handover", "receipt")


class EvidenceBytes(models.Model):
    """Some bytes under their own digest."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()
    thumbnail = models.BinaryField(default=b"")
    byte_count = models.PositiveIntegerField()

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return self.sha256


class EvidenceFile(Act):
    """
    One file that proves something.

    subject : what it proves something of, as `prefix:name`, such as `benefit:M18-21-00001`
    given_sha256 : of the bytes as handed in; the same file handed in twice for a subject is one row
    """

    subject = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    bytes = models.ForeignKey(EvidenceBytes, models.PROTECT, related_name="+")
    given_sha256 = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind", "given_sha256"], name="evidence_once_a_subject"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.name}"


class EvidenceWithdrawal(models.Model):
    """A file that was handed in by mistake: no longer shown, and the row says who took it back and why."""

    file = models.OneToOneField(EvidenceFile, models.PROTECT, related_name="withdrawal")
    staff = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    username = models.CharField(max_length=60)
    why = models.TextField()
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.file_id} withdrawn"
