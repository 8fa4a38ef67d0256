"""
A recount: what one person found on the shelf without seeing what the ledger says, and another's decision.

The ledger's amount is written beside the count at the moment of the count; the adjustment is made from the
difference between the two, so that goods that moved meanwhile stay counted.
"""

from __future__ import annotations

from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.stock.models.goods import Lot
from donghanh.apps.stock.models.ledger import Slip
from donghanh.apps.stock.models.places import Warehouse


class Recount(models.Model):
    """One count of a warehouse."""

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="recounts")
    key = models.CharField(max_length=80, unique=True)
    why = models.TextField(blank=True)
    counted_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    username = models.CharField(max_length=60)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.warehouse_id} {self.pk}"


class RecountLine(models.Model):
    """One lot of a count: found, and what the ledger said at that moment."""

    recount = models.ForeignKey(Recount, models.PROTECT, related_name="lines")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    counted = models.PositiveIntegerField()
    recorded = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["recount", "lot"], name="stock_recount_once_a_lot")]

    def __str__(self) -> str:
        return f"{self.recount_id} {self.lot_id} {self.counted}"


class RecountDecision(models.Model):
    """A second person's yes (with the slip that adjusts, if anything differed) or no."""

    recount = models.OneToOneField(Recount, models.PROTECT, related_name="decision")
    is_approved = models.BooleanField()
    slip = models.OneToOneField(Slip, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey("organisation.Staff", models.PROTECT, related_name="+")
    username = models.CharField(max_length=60)
    why = models.TextField(blank=True)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.recount_id} {self.is_approved}"
