"""A supply that grows from a case, and its steps: who, when, with which facts; each written once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at


class Supply(models.Model):
    """
    The chain of one case.

    chain         : codes and names of the service's steps, as the case was opened with them
    state         : what the last step reached; kept for lists, the steps are what is believed
    next_step     : the first step that is not taken, empty when all are
    arrived_at    : when the application was complete
    is_over       : withdrawn or refused; no step is taken any more
    customer_code, point_code : of what the chain wrote, or is about
    effect        : what the registers were given, by word; empty until then
    order         : of the work order that is open for the next step
    """

    case_code = models.CharField(max_length=16, unique=True, db_collation="C")
    service_code = models.CharField(max_length=40)
    chain = models.JSONField()
    state = models.CharField(max_length=16, blank=True)
    next_step = models.CharField(max_length=20, blank=True)
    arrived_at = models.DateTimeField(null=True)
    is_over = models.BooleanField(default=False)
    customer_code = models.CharField(max_length=13, blank=True)
    point_code = models.CharField(max_length=20, blank=True)
    effect = models.JSONField(default=dict)
    order = models.CharField(max_length=24, blank=True)
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["case_code"]
        indexes = [models.Index(fields=["next_step"], name="supply_next_step")]

    def __str__(self) -> str:
        return f"{self.case_code} {self.state}"


class SupplyStep(models.Model):
    """
    One step that was taken.

    by      : null for the customer and for a job
    as_role : a role, or `customer`
    facts   : what the step asks for, by code; texts
    key     : of a click that was sent twice
    """

    supply = models.ForeignKey(Supply, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    as_role = models.CharField(max_length=24)
    facts = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    key = models.CharField(max_length=120, blank=True)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["supply", "step"], name="supply_step_once")]
