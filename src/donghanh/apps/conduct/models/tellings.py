"""Whom of the staff the product told what of an inspection or a finding, and when; each told once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at

KINDS = ("inspection_planned", "finding_raised", "finding_upheld", "reply_overdue", "correction_overdue")


class Told(models.Model):
    """
    One telling: to one person, of one inspection or finding.

    about : its code, such as `PH-21-00001`
    due   : the day that it speaks of: of the inspection, to answer, to correct
    """

    about = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due = models.DateField()
    told_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["about", "kind", "to", "due"], name="told_once"),
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="known_telling"),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.kind}"
