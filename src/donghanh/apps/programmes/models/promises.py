"""A benefit is one promise to one beneficiary; its moves are the story of how it was kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.programmes.models.plan import Activity


class Benefit(models.Model):
    """
    One promised thing to one beneficiary: a gift, a repair, a cleaning, a place of a quota, goods.

    `state` is the last move's state, kept for lists; the moves are what is believed.
    `place_number` is the place of the quota that the benefit holds: numbered from 1, no number twice.
    """

    reference = models.CharField(max_length=24, unique=True)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="benefits")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(
        "customers.Customer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    customer_code = models.CharField(max_length=13, blank=True)
    beneficiary_kind = models.CharField(max_length=20)
    beneficiary_name = models.TextField()
    search_key = models.TextField()
    sort_key = models.TextField(db_collation="C")
    commune_code = models.CharField(max_length=5, blank=True)
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    social_class = models.CharField(max_length=20, blank=True)
    quantity = models.PositiveIntegerField(default=1)
    quantity_asked = models.PositiveIntegerField(null=True, help_text="before an allocation changed it")
    origin = models.CharField(max_length=20, help_text="nomination, selection, draw or request")
    origin_facts = models.JSONField(default=dict)
    state = models.CharField(max_length=16)
    place_number = models.PositiveIntegerField(null=True, blank=True)
    scheduled_on = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    class Meta:
        ordering = ["activity", "reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "place_number"],
                condition=Q(place_number__isnull=False),
                name="quota_place_once",
            ),
            models.UniqueConstraint(
                fields=["activity", "customer"],
                condition=Q(customer__isnull=False)
                & ~Q(state__in=["refused", "withdrawn", "replaced", "unclaimed"]),
                name="customer_once_an_activity",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="quantity_at_least_one"),
        ]
        indexes = [
            models.Index(fields=["activity", "unit", "state"]),
            models.Index(fields=["customer_code"]),
        ]


class BenefitMove(models.Model):
    """One move of a benefit: who, in which role, when, why; `by` is empty for the beneficiary's own word."""

    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="moves")
    move = models.CharField(max_length=24)
    from_state = models.CharField(max_length=16, blank=True)
    to_state = models.CharField(max_length=16)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    as_role = models.CharField(max_length=24)
    why = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    on = models.DateField(help_text="the product's day of the move")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        indexes = [models.Index(fields=["on"])]
