"""Two reports that somebody said are not one thing, and who took that back; both written once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.requests.models.cases import Case


class Difference(models.Model):
    """Two cases are different things, whatever makes them look alike; `first` is the older number."""

    first = models.ForeignKey(Case, models.PROTECT, related_name="different_after")
    second = models.ForeignKey(Case, models.PROTECT, related_name="different_before")
    score = models.PositiveSmallIntegerField(null=True, help_text="of the likeness that was declined")
    why = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        indexes = [models.Index(fields=["first", "second"], name="difference_pair")]
        constraints = [models.CheckConstraint(condition=Q(first__lt=F("second")), name="difference_in_order")]


class DifferenceTakenBack(models.Model):
    """Somebody thinks again: the two may be proposed as one thing once more."""

    difference = models.OneToOneField(Difference, models.PROTECT, related_name="taken_back")
    why = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        triggers = append_only()
