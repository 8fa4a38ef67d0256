"""Signs that a household may need help, the leads that they came to, and what the committees made of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.programmes.models.plan import Campaign

RECORDED_SIGNS = ("arrears", "storm_damage")
ANSWERS = ("will_nominate", "not_in_need", "helped_elsewhere", "moved_away", "not_found")


class HouseholdSign(models.Model):
    """Somebody recorded, from a named source, that a customer is in arrears or was hit by a storm."""

    customer_code = models.CharField(max_length=13)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    sign = models.CharField(max_length=20, choices=[(sign, sign) for sign in RECORDED_SIGNS])
    on = models.DateField(help_text="the day on which it was so")
    source = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["customer_code", "sign", "on"], name="household_sign_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.customer_code} {self.sign} {self.on}"


class LeadRun(models.Model):
    """One search for households that nobody nominated: by which rule, from what, how many it found."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="lead_runs")
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    rule_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, help_text="SHA-256 over the canonical rows of its leads")
    row_count = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["campaign", "number"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="lead_run_number_once")]

    def __str__(self) -> str:
        return f"{self.campaign_id}#{self.number}"


class Lead(models.Model):
    """One household to look at, and why; a later search keeps it and adds only who is new."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="leads")
    run = models.ForeignKey(LeadRun, on_delete=models.PROTECT, related_name="leads")
    customer_code = models.CharField(max_length=13)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    commune_code = models.CharField(max_length=5)
    weight = models.PositiveSmallIntegerField()
    signs = models.JSONField()
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-weight", "customer_code"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["campaign", "customer_code"], name="lead_once_a_campaign")
        ]
        indexes = [models.Index(fields=["campaign", "unit", "commune_code"], name="lead_place")]

    def __str__(self) -> str:
        return f"{self.customer_code} {self.signs}"


class LeadAnswer(models.Model):
    """What a committee, or a unit for it, says of a lead; the last answer counts."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=20, choices=[(answer, answer) for answer in ANSWERS])
    why = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.lead_id} {self.answer}"
