"""Suspected duplicates, what people decided, and the keys by which new nominations find old ones."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.programmes.models.promises import Benefit


class Suspicion(models.Model):
    """
    A benefit that may be for the same household as an earlier one, or as a customer.

    `state` is the last decision's state, kept for lists; the decisions are what is believed.
    `benefit` came later and waits for the decision; `other` was there before.
    """

    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="suspicions")
    other = models.ForeignKey(
        Benefit, null=True, blank=True, on_delete=models.PROTECT, related_name="suspected_by"
    )
    customer = models.ForeignKey(
        "customers.Customer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    score = models.PositiveSmallIntegerField(help_text="likeness, 0 to 1000")
    reasons = models.JSONField(help_text="names of the engine's reasons")
    state = models.CharField(max_length=20, default="suspected")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False, customer__isnull=True)
                | Q(other__isnull=True, customer__isnull=False),
                name="suspicion_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | Q(benefit__gt=F("other")), name="suspicion_of_the_later_one"
            ),
            models.UniqueConstraint(fields=["benefit", "other"], name="suspected_once"),
            models.UniqueConstraint(fields=["benefit", "customer"], name="suspected_once_a_customer"),
        ]
        indexes = [models.Index(fields=["state", "-score"], name="suspicion_state_score")]


class SuspicionDecision(models.Model):
    """One decision of a person about a suspicion; a later one points back to the former."""

    suspicion = models.ForeignKey(Suspicion, on_delete=models.PROTECT, related_name="decisions")
    move = models.CharField(max_length=24)
    from_state = models.CharField(max_length=20)
    to_state = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=24)
    why = models.TextField()
    former = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later"
    )
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()


class BenefitKey(models.Model):
    """One block of a benefit's beneficiary, made at intake: two people are compared when they share one."""

    benefit = models.ForeignKey(
        Benefit, on_delete=models.PROTECT, related_name="matching_keys", db_index=False
    )
    key = models.TextField(db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["benefit", "key"], name="matching_key_once"),
        ]
        indexes = [models.Index(fields=["key"], name="benefit_matching_key")]
