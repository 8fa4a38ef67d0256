"""A key by which another system is known when it sends requests, and the day on which it ended."""

from __future__ import annotations

from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at


class PartnerKey(models.Model):
    """
    One key.

    code            : names the system in requests and papers, such as `do-thi-thong-minh`
    sha256          : of the key itself, which only the partner holds
    most_per_minute : how many requests a minute are served under it
    """

    code = models.CharField(max_length=40, unique=True, db_collation="C")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True, db_collation="C")
    most_per_minute = models.PositiveIntegerField()
    username = models.CharField(max_length=60)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["code"]
        triggers = append_only()

    def __str__(self) -> str:
        return str(self.code)


class PartnerKeyEnd(models.Model):
    """That a key lets nobody in any more, and why; another key needs another code."""

    key = models.OneToOneField(PartnerKey, models.PROTECT, related_name="end")
    why = models.TextField()
    username = models.CharField(max_length=60)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"end of {self.key_id}"
