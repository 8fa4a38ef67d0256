"""A refund: who asked for it, and what a second officer decided. Both written once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from donghanh.apps.accounts.models.ledger import Entry
from donghanh.apps.organisation.acts import Act
from donghanh.apps.organisation.walls import append_only


class RefundRequest(Act):
    """So much of a customer's credit is to be paid back."""

    key = models.CharField(max_length=120, blank=True)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    why = models.TextField()

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_of_something"),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="refund_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.amount}"


class RefundDecision(Act):
    """What a second officer decided; an approval names the entry that it wrote."""

    request = models.OneToOneField(RefundRequest, models.PROTECT, related_name="decision")
    is_approved = models.BooleanField()
    why = models.TextField(blank=True)
    entry = models.OneToOneField(Entry, models.PROTECT, null=True, related_name="+")

    class Meta:
        triggers = append_only()
        constraints = [
            models.CheckConstraint(
                condition=Q(is_approved=True, entry__isnull=False) | Q(is_approved=False, entry__isnull=True),
                name="refund_approved_has_an_entry",
            )
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.is_approved}"
