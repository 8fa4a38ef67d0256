"""Reports that were issued: their numbers, the digests behind them, and the papers as they went out."""

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.programmes.models.plan import Campaign


class IssuedReport(models.Model):
    """One report as of a day; a later report may say something else, this one stays."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    facts_text = models.TextField(help_text="canonical JSON of every number in it")
    digest = models.CharField(max_length=64)
    pdf = models.BinaryField()
    workbook = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["campaign", "number"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="report_number_once")]
