"""What was asked from customers: an invoice, or an adjustment that points back to one. Written once."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from donghanh.apps.organisation.walls import append_only


class Charge(models.Model):
    """
    One invoice, or one adjustment, as the accounts know it.

    invoice   : series and number; entered once
    due_on    : last day on which it is paid in time
    refers_to : for an adjustment, the invoice that it changes; a lowering one is never owed itself
    entry     : the act that entered it
    """

    invoice = models.CharField(max_length=60, unique=True, db_collation="C")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    unit_code = models.CharField(max_length=20)
    category = models.CharField(max_length=20)
    month = models.DateField()
    issued_on = models.DateField()
    due_on = models.DateField()
    net_amount = models.BigIntegerField()
    vat_amount = models.BigIntegerField()
    total_amount = models.BigIntegerField()
    refers_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="adjustments")
    entry = models.ForeignKey("accounts.Entry", models.PROTECT, related_name="charges")

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.CheckConstraint(
                condition=Q(total_amount=F("net_amount") + F("vat_amount")), name="charge_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(refers_to__isnull=False) | Q(net_amount__gte=0, vat_amount__gte=0),
                name="charge_below_zero_is_an_adjustment",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("issued_on")), name="charge_due_after_issue"),
        ]

    def __str__(self) -> str:
        return self.invoice
