"""Goods shared out among requests: each round with its rule and what there was, each row with its reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.programmes.models.plan import Activity
from donghanh.apps.programmes.models.promises import Benefit


class GoodsAllocation(models.Model):
    """One round; `rule` as the template had it, `available` what could be given, the reserve included."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="allocations")
    number = models.PositiveIntegerField()
    rule = models.JSONField()
    available = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()
    granted = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, help_text="of the rows: request, asked, granted, reason")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(blank=True)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["activity", "number"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["activity", "number"], name="allocation_number_once")]


class GoodsGrant(models.Model):
    """What a round gave one request, and by which part of the rule; the last round's row counts."""

    allocation = models.ForeignKey(GoodsAllocation, on_delete=models.PROTECT, related_name="grants")
    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="grants")
    request_class = models.CharField(max_length=20)
    asked = models.PositiveIntegerField()
    granted = models.PositiveIntegerField()
    reason = models.CharField(max_length=30)

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["allocation", "benefit"], name="grant_once_an_allocation")
        ]
