"""Files that customers came in: what was detected, how far each is, and what was found in it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now  # noqa: TID251 - when the row was written, by the database

STATES = ("uploaded", "queued", "checking", "checked", "loading", "loaded", "refused", "failed")


class ImportFile(models.Model):
    """One file with its fate; the bytes themselves stand in the uploads folder under their SHA-256."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    byte_count = models.BigIntegerField()
    content = models.CharField(max_length=12, choices=[("customers", "customers"), ("energy", "energy")])
    mapping = models.JSONField(default=dict)
    detected = models.JSONField(default=dict)
    is_partial = models.BooleanField(default=False)
    is_again = models.BooleanField(default=False)
    is_mapping_given = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=[(state, state) for state in STATES], default="uploaded")
    is_load_wanted = models.BooleanField(default=False)
    checked_count = models.BigIntegerField(default=0)
    row_count = models.BigIntegerField(null=True)
    loaded_count = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    progress_percent = models.PositiveSmallIntegerField(default=0)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    header = models.JSONField(default=list)
    staff = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    username = models.CharField(max_length=60)
    product_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="import_file_sha256")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class ImportFinding(models.Model):
    """One cell, row or column that does not pass; of each rule the first ones, `counts` has them all."""

    import_file = models.ForeignKey(ImportFile, models.CASCADE, related_name="findings")
    severity = models.CharField(max_length=5, choices=[("error", "error"), ("note", "note")])
    rule = models.CharField(max_length=60)
    row = models.BigIntegerField(null=True)
    column = models.CharField(max_length=200, null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["import_file", "severity", "rule", "row"], name="import_finding_rule")
        ]

    def __str__(self) -> str:
        return f"{self.import_file_id} {self.row} {self.column}: {self.rule}"


class ColumnMapping(models.Model):
    """How a header was understood the last time that a file with the same columns was loaded."""

    headers_sha256 = models.CharField(max_length=64, primary_key=True)
    mapping = models.JSONField()
    product_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.headers_sha256
