"""The free wiring: which application has which place of the quota, and who said yes or no, when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.supply.models.supplies import Supply

HOLDING = ("offered", "accepted")
LIVING = ("waiting", "offered", "accepted")


class WiringOffer(models.Model):
    """
    One application for a place, in the order of `arrived_at`.

    number    : the place, from 1; no number twice and none above the quota: walls of the database
    holder    : telephone of who asks; one living place each, where it is known
    reference : of the promise on the programme's board, once it is there
    """

    supply = models.OneToOneField(Supply, models.PROTECT, related_name="wiring")
    campaign_code = models.CharField(max_length=60)
    activity_code = models.CharField(max_length=60)
    quota = models.PositiveIntegerField()
    arrived_at = models.DateTimeField()
    holder = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=12)
    number = models.PositiveIntegerField(null=True)
    reference = models.CharField(max_length=24, blank=True)
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["arrived_at", "supply"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign_code", "activity_code", "number"], name="wiring_place_once"
            ),
            models.UniqueConstraint(
                fields=["campaign_code", "activity_code", "holder"],
                condition=Q(state__in=LIVING) & ~Q(holder=""),
                name="wiring_once_a_holder",
            ),
            models.CheckConstraint(
                condition=Q(number=None) | (Q(number__gte=1) & Q(number__lte=F("quota"))),
                name="wiring_never_beyond_quota",
            ),
            models.CheckConstraint(
                condition=Q(state__in=HOLDING, number__isnull=False)
                | (~Q(state__in=HOLDING) & Q(number__isnull=True)),
                name="wiring_holds_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supply_id} {self.state} {self.number}"


class WiringWord(models.Model):
    """What was said of a place: asked, offered, accepted, declined, lapsed; by whom and when."""

    offer = models.ForeignKey(WiringOffer, models.PROTECT, related_name="words")
    word = models.CharField(max_length=12)
    number = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    as_role = models.CharField(max_length=24)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
