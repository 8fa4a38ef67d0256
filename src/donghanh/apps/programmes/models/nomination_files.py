"""
Spreadsheets of nominations: what came in, what was found in it, and how it ended. Every row is written once.

The bytes stand in the database beside the row that speaks of them, as evidence does: both are there, or
neither, also when a process is killed in the middle.
"""

from __future__ import annotations

from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.programmes.models.plan import Campaign

SEVERITIES = ("error", "warning", "note")
ENDS = ("loaded", "discarded")


class NominationFile(models.Model):
    """
    One file of one commune, as it was read.

    content : the bytes as handed in; empty when the file as a whole was refused
    refused : rule of that refusal, with `facts`; empty for a file whose rows could be read
    rows    : the rows without an error, as they would be nominated; `rows_digest` is of these
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="nomination_files")
    commune_code = models.CharField(max_length=5)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    byte_count = models.PositiveIntegerField()
    content = models.BinaryField(default=b"")
    refused = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    row_count = models.PositiveIntegerField(default=0)
    error_count = models.PositiveIntegerField(default=0)
    rows = models.JSONField(default=list)
    rows_digest = models.CharField(max_length=64, blank=True)
    staff = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["-id"]
        triggers = append_only()
        indexes = [
            models.Index(fields=["commune_code", "campaign"], name="nomination_file_commune"),
            models.Index(fields=["sha256"], name="nomination_file_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.commune_code})"


class NominationFinding(models.Model):
    """What was found at a row and column of a file: an error keeps the row out, the others are told."""

    file = models.ForeignKey(NominationFile, models.PROTECT, related_name="findings")
    severity = models.CharField(max_length=7, choices=[(one, one) for one in SEVERITIES])
    rule = models.CharField(max_length=60)
    row = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.file_id} {self.row} {self.column}: {self.rule}"


class NominationFileEnd(models.Model):
    """
    How a file ended: loaded (whole, or only its good rows, on purpose) or set aside. Once a file.

    references : row of the file -> reference of the nomination that it became
    left_out   : row -> rule, of rows that could no longer be nominated when the good rows were loaded
    """

    file = models.OneToOneField(NominationFile, models.PROTECT, related_name="end")
    end = models.CharField(max_length=10, choices=[(one, one) for one in ENDS])
    is_partial = models.BooleanField(default=False)
    references = models.JSONField(default=dict)
    left_out = models.JSONField(default=dict)
    staff = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.file_id} {self.end}"


class DraftProof(models.Model):
    """
    A document handed in while a nomination is still being written; it becomes evidence with it.

    Not append-only: a draft that is never sent leaves nothing behind.
    """

    staff = models.ForeignKey("organisation.Staff", models.CASCADE, related_name="+")
    draft = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    given_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["staff", "draft", "sha256"], name="draft_proof_once")]

    def __str__(self) -> str:
        return f"{self.draft} {self.name}"
