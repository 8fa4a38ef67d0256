"""Calls of the call centre, as its own log tells them: when it rang, when somebody answered."""

from __future__ import annotations

from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at


class Call(models.Model):
    """One call, without who called. call_id : of the log, so that a log that comes again counts once"""

    call_id = models.CharField(max_length=60, unique=True)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    rang_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        triggers = append_only()
        indexes = [models.Index(fields=["rang_at"], name="call_rang")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None) | models.Q(answered_at__gte=models.F("rang_at")),
                name="call_answered_after_it_rang",
            )
        ]
