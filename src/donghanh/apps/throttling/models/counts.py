"""Counts of who asks how often, shared by every process; thrown away when their time is over."""

from __future__ import annotations

from django.db import models


class Count(models.Model):
    """
    So many times of one limit and one asker in one stretch of time.

    key_sha256 : of limit, stretch and asker with the server's secret: no table tells who asked
    ends_at    : on the machine's own clock; after it the row serves nobody

    The table is unlogged (migration 0001): a count costs no journal, and after a crash all begin anew.
    """

    key_sha256 = models.CharField(max_length=64, primary_key=True, db_collation="C")
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="throttling_over")]

    def __str__(self) -> str:
        return f"{self.key_sha256[:8]} {self.count}"
