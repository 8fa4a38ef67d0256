"""What happened to a case: moves, hand-overs, answers, another service; written once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.requests.models.cases import Case


class CaseMove(models.Model):
    """
    One move: who, in which role, when, why.

    by      : null for the customer and for a job
    as_role : a role, or `customer`, or `job`
    key     : of a click that was sent twice; the second changes nothing
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="moves")
    move = models.CharField(max_length=20)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    as_role = models.CharField(max_length=24)
    why = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    key = models.CharField(max_length=120, blank=True)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        indexes = [models.Index(fields=["product_at"], name="case_move_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key"], condition=~models.Q(key=""), name="one_move_a_click"
            )
        ]


class HandOver(models.Model):
    """A case given from one place and person to another, with the reason; empty where nobody had it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="hand_overs")
    from_unit = models.CharField(max_length=20, blank=True)
    from_desk = models.CharField(max_length=20)
    from_staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    to_unit = models.CharField(max_length=20, blank=True)
    to_desk = models.CharField(max_length=20)
    to_staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()


class Answer(models.Model):
    """What the customer was told: an answer, a question for documents, an apology, news of an incident."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=12)
    template = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()


class Reclassification(models.Model):
    """Another service for the same case; the clock goes on from where it started."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="reclassifications")
    from_service = models.CharField(max_length=40)
    from_digest = models.CharField(max_length=64)
    to_service = models.CharField(max_length=40)
    to_digest = models.CharField(max_length=64)
    why = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
