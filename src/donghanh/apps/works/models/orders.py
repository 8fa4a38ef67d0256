"""An order to do something somewhere, the visits made for it, and the moves of both."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.engines.works.moves import VISIT

OVER = VISIT.exits


class WorkOrder(models.Model):
    """
    One work for one subject, such as `benefit:M18-21-00001`.

    Who and where are kept as they were when the order was opened, and so is the method: `method` is its
    code, `frozen` its steps, evidence and epidemic steps. A household that moves gets another order.
    """

    reference = models.CharField(max_length=24, unique=True)
    subject = models.CharField(max_length=120)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    method = models.CharField(max_length=40)
    frozen = models.JSONField(help_text="the method's words as the order was opened with them")
    safety = models.JSONField(default=dict, help_text="area status -> visit, vi, en, of the campaign's way")
    beneficiary_name = models.TextField()
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    commune_code = models.CharField(max_length=5, blank=True)
    state = models.CharField(max_length=16)
    instructions = models.TextField(blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["reference"]
        indexes = [models.Index(fields=["subject"]), models.Index(fields=["unit", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(state__in=["opened", "planned", "under_way"]),
                name="one_open_order_a_subject",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.subject} {self.state}"


class Visit(models.Model):
    """
    One day on which a crew goes there; `follows` is the visit that was not possible before it.

    crew     : None until somebody is chosen
    position : place in the crew's day, from 1
    is_placed_by_hand : somebody chose the place; a proposal does not change it unasked
    """

    order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="visits")
    day = models.DateField()
    crew = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    position = models.PositiveIntegerField()
    is_placed_by_hand = models.BooleanField(default=False)
    state = models.CharField(max_length=16)
    area_status = models.CharField(max_length=12, default="normal")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")

    class Meta:
        ordering = ["day", "position", "id"]
        indexes = [models.Index(fields=["day", "crew"])]
        constraints = [
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state__in=["planned", "arrived"]),
                name="one_open_visit_an_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.order_id} on {self.day} {self.state}"


class WorkMove(models.Model):
    """One move of an order, or of one of its visits: who, in which role, when, why."""

    order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="moves")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="moves")
    move = models.CharField(max_length=16)
    from_state = models.CharField(max_length=16, blank=True)
    to_state = models.CharField(max_length=16)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    as_role = models.CharField(max_length=24)
    why = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
