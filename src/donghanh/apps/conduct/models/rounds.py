"""A round of inspections: what was announced before the draw, the places it was drawn from, its moves."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from donghanh.apps.organisation.walls import append_only, written_at


class Round(models.Model):
    """
    One round, such as `KTTP-21-01`.

    seed          : secret until the round is closed; only its SHA-256 is shown before
    days          : ISO days on which an inspection may be made
    public_chance : written at the draw: a number that nobody of the company makes, or empty
    frame_digest  : over places, days and sizes, as announced
    """

    code = models.CharField(max_length=20, unique=True)
    is_surprise = models.BooleanField()
    from_on = models.DateField()
    until_on = models.DateField()
    days = models.JSONField()
    office_count = models.PositiveIntegerField()
    crew_count = models.PositiveIntegerField()
    seed = models.BinaryField(max_length=32)
    seed_commitment = models.CharField(max_length=64)
    frame_digest = models.CharField(max_length=64)
    chance_source = models.CharField(max_length=200, blank=True)
    public_chance = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=16)
    announced_at = models.DateTimeField()

    class Meta:
        ordering = ["-code"]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gt=F("from_on")), name="round_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class Place(models.Model):
    """One place of a round's frame: an office, or a crew by the number of its account."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="places")
    reference = models.CharField(max_length=40)
    kind = models.CharField(max_length=8)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["reference"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["round", "reference"], name="place_once_a_round")]

    def __str__(self) -> str:
        return self.reference


class RoundMove(models.Model):
    """One move of a round: who, in which role, when, why."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="moves")
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
