"""Promises in danger and promises broken: who was warned of what, and why a case came too late."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.requests.models.cases import Case


class Breach(models.Model):
    """A due time that was missed: the cause, the words of apology, and the due time itself."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="breach")
    due_at = models.DateTimeField()
    cause = models.CharField(max_length=40)
    told = models.TextField(help_text="what happened, in a sentence of the person responsible")
    apology = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        triggers = append_only()


class Escalation(models.Model):
    """A warning before (or after) a due time to somebody of a role; once for a rule and a due time."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="escalations")
    rule = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    to_role = models.CharField(max_length=24)
    to_staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        indexes = [models.Index(fields=["to_staff", "product_at"], name="escalation_to")]
        constraints = [
            models.UniqueConstraint(fields=["case", "rule", "due_at"], name="one_warning_a_due_time")
        ]
