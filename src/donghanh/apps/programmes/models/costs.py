"""What the activities really cost, entry by entry: never edited, a correction points back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.programmes.models.plan import Activity


class CostEntry(models.Model):
    """
    One paid document, or the right amount of one that was entered wrongly.

    budget_line : code of the template's budget line; "" when the plan has none for it
    unit        : whose cost it is; null for the company's own
    amount_dong : [đồng] VAT included; vat_dong of it is VAT
    corrects    : the entry that this one replaces; that one counts no more
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="costs")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    budget_line = models.CharField(max_length=60, blank=True)
    amount_dong = models.BigIntegerField()
    vat_dong = models.BigIntegerField()
    document_number = models.CharField(max_length=60)
    document_on = models.DateField()
    what = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, related_name="corrected_by", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        indexes = [models.Index(fields=["activity", "unit"], name="cost_by_activity_and_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_dong__gte=0, vat_dong__gte=0, vat_dong__lte=F("amount_dong")),
                name="cost_vat_within_amount",
            ),
            models.UniqueConstraint(
                fields=["activity", "unit", "budget_line", "document_number", "document_on", "amount_dong"],
                condition=Q(corrects__isnull=True), name="cost_document_once", nulls_distinct=False,
            ),
        ]  # fmt: skip
