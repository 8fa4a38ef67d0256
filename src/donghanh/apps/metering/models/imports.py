"""Files and batches that readings came in: what was found, and what became of them."""

from __future__ import annotations

from django.db import models

from donghanh.apps.metering.models.points import one_of
from donghanh.apps.organisation.acts import Act

STATES = ("checked", "loaded", "refused")


class ReadingImport(Act):
    """One file or batch; a file's bytes stand in the uploads folder under their SHA-256."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    byte_count = models.BigIntegerField()
    layout = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=one_of(STATES))
    row_count = models.BigIntegerField()
    good_count = models.BigIntegerField()
    loaded_count = models.BigIntegerField(default=0)
    is_partial = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="reading_import_sha256")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class ReadingImportFinding(models.Model):
    """One line that does not pass: the first ones of each rule, `counts` has them all."""

    reading_import = models.ForeignKey(ReadingImport, models.CASCADE, related_name="findings")
    line = models.BigIntegerField(null=True)
    rule = models.CharField(max_length=60)
    column = models.CharField(max_length=60, blank=True)
    found = models.CharField(max_length=200, blank=True)
    expected = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["line", "id"]

    def __str__(self) -> str:
        return f"{self.reading_import_id} {self.line}: {self.rule}"
