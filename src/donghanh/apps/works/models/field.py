"""What phones sent from the field, once each, also what could not be counted; and what was built in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.works.models.orders import Visit, WorkOrder


class FieldRecord(models.Model):
    """
    One record of a phone, under the number that the phone gave it.

    payload_sha256 : of everything that was sent; the same number with another one is refused
    sha256         : of the file's bytes as sent, or of the payload when there is no file
    rule           : empty when it counts; else why it does not, and the office sees it
    """

    record_id = models.UUIDField(unique=True)
    order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="records")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="records")
    kind = models.CharField(max_length=20)
    taken_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    facts = models.JSONField(default=dict)
    evidence = models.PositiveBigIntegerField(null=True, help_text="number of the file in the evidence")
    sha256 = models.CharField(max_length=64)
    payload_sha256 = models.CharField(max_length=64)
    rule = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["taken_at", "id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.record_id} {self.kind}"


class MaterialUse(models.Model):
    """A material that a crew built in: item code of the stock, how many, which serial number."""

    record = models.OneToOneField(FieldRecord, models.PROTECT, related_name="material")
    order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="materials")
    item_code = models.CharField(max_length=60)
    quantity = models.PositiveIntegerField()
    serial = models.CharField(max_length=60, blank=True)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [models.CheckConstraint(condition=Q(quantity__gte=1), name="material_at_least_one")]
