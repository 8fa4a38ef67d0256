"""A household that moved before the delivery: who corrected where it lives, why, from what to what."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.programmes.models.promises import Benefit


class AddressCorrection(models.Model):
    """
    A correction of a benefit's place; the benefit shows the last one, the frozen lists what was approved.

    was, now : address, phone, commune_code, unit_code
    previous : the correction before this one, if there was one
    """

    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="corrections")
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="followed_by")
    was = models.JSONField()
    now = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.TextField()
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
