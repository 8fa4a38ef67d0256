"""Selections by rule, and the lists that an approval froze."""

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.programmes.models.plan import Activity


class SelectionRun(models.Model):
    """One run of an activity's rule over the customers as they were known on a day."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="runs")
    as_of = models.DateField()
    rule = models.JSONField()
    input_digest = models.CharField(max_length=64)
    counts = models.JSONField(help_text="verdict -> how many customers")
    cut = models.JSONField(null=True, help_text="the last chosen: measure and what broke the tie")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["-id"]
        triggers = append_only()


class SelectionRow(models.Model):
    """What a run says of one customer that it chose, nearly chose, or could not judge."""

    run = models.ForeignKey(SelectionRun, on_delete=models.PROTECT, related_name="rows")
    customer_code = models.CharField(max_length=13)
    unit_code = models.CharField(max_length=12)
    verdict = models.CharField(max_length=20)
    rank = models.PositiveIntegerField(null=True)
    measure = models.BigIntegerField(null=True)
    reasons = models.JSONField()

    class Meta:
        ordering = ["run", "rank", "customer_code"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["run", "customer_code"], name="selected_once_a_run")]


class ApprovedList(models.Model):
    """
    A list of beneficiaries, frozen at the moment of its approval.

    `rows_text` is the canonical form of its rows (`kernel.digests`); `digest` is the SHA-256 over it.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="lists")
    unit = models.ForeignKey(
        "organisation.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField()
    run = models.ForeignKey(SelectionRun, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rows_text = models.TextField()
    row_count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["activity", "number"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["activity", "number"], name="list_number_once")]
