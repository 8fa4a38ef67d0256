"""When a case's clock stood still: the allowed reason, the evidence, and who let it go on."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.requests.models.cases import Case


class CasePause(models.Model):
    """
    The clock stands still from a moment on.

    evidence  : numbers of files of the evidence
    ends_by_at : where the longest pause of the reason ends; the clock goes on then, whoever forgets it
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=40)
    from_at = models.DateTimeField()
    ends_by_at = models.DateTimeField(null=True)
    evidence = models.JSONField(default=list)
    why = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()


class CasePauseEnd(models.Model):
    """The clock goes on: `until_at` is the first moment that counts again."""

    pause = models.OneToOneField(CasePause, models.PROTECT, related_name="end")
    until_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        triggers = append_only()
