"""Where communes lie, as far as anybody said so; and what people of the crews are qualified for."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at


class CommunePosition(models.Model):
    """
    A commune's place [microdegrees, WGS 84], from a source; the last row of a commune counts.

    `is_generated` says that the place was made up for a demo.
    """

    commune_code = models.CharField(max_length=5)
    latitude_microdegrees = models.IntegerField()
    longitude_microdegrees = models.IntegerField()
    source = models.CharField(max_length=300)
    is_generated = models.BooleanField(default=False)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        indexes = [models.Index(fields=["commune_code"])]


class CrewQualification(models.Model):
    """A word of qualification (live_line) that somebody holds from a day until (not including) another."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    word = models.CharField(max_length=20)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    source = models.CharField(max_length=300)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
