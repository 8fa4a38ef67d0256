"""An inspection that came out of a draw: its checklist as it was begun with, its answers, its moves."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from donghanh.apps.conduct.models.rounds import Place, Round
from donghanh.apps.organisation.walls import append_only, written_at


class Inspection(models.Model):
    """
    One inspection of one place on one drawn day, such as `KT-21-00001`.

    staff    : the person of the crew whom it concerns; None where it concerns an office
    frozen   : the checklist's words, points and times, as the inspection was begun with them
    share_bp : of the points [basis points]; None while it is not finished, or when nothing was applicable
    """

    code = models.CharField(max_length=20, unique=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="inspections")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    state = models.CharField(max_length=16)
    inspector = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checklist = models.CharField(max_length=40, blank=True)
    frozen = models.JSONField(default=dict)
    points = models.PositiveIntegerField(null=True)
    possible = models.PositiveIntegerField(null=True)
    share_bp = models.PositiveIntegerField(null=True)
    verdict = models.CharField(max_length=12, blank=True)
    begun_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["day", "code"]
        indexes = [models.Index(fields=["unit", "state"]), models.Index(fields=["day"])]
        constraints = [
            models.UniqueConstraint(fields=["round", "place", "day"], name="one_inspection_a_place_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class Answer(models.Model):
    """One answer to one item; a later row for the same item takes its place, the earlier stays written."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="answers")
    item = models.CharField(max_length=40)
    answer = models.CharField(max_length=16)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()


class InspectionMove(models.Model):
    """One move of an inspection: who, in which role, when, why."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="moves")
    move = models.CharField(max_length=16)
    from_state = models.CharField(max_length=16, blank=True)
    to_state = models.CharField(max_length=16)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    as_role = models.CharField(max_length=24)
    why = models.TextField(blank=True)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
