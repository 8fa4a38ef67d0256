"""One thing that several people reported: an incident, and the cases that speak of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.requests.models.cases import Case


class Incident(models.Model):
    """What happened, where, of which group; over when everybody was told."""

    code = models.CharField(max_length=16, unique=True, db_collation="C")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["unit", "ended_at"], name="incident_open")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class IncidentMember(models.Model):
    """A case that speaks of an incident; a case speaks of one."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="members")
    case = models.OneToOneField(Case, models.PROTECT, related_name="membership")
    score = models.PositiveSmallIntegerField(null=True, help_text="of the likeness, when it was proposed")
    why = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
