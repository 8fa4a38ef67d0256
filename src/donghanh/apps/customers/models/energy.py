"""Energy of each customer in each month: millions of rows, written and read by COPY."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class MonthlyEnergy(models.Model):
    """One customer's energy of one month; null means that it was not read, never zero."""

    pk = models.CompositePrimaryKey("customer_id", "month")
    # No foreign key in the database: checking it took longer than the load itself, customers are never
    # deleted, and the loader writes only ids that it has just read or made in the same transaction.
    customer = models.ForeignKey(
        "customers.Customer", models.DO_NOTHING, related_name="energy", db_constraint=False, db_index=False
    )
    month = models.DateField()
    energy_kwh = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(energy_kwh=None) | Q(energy_kwh__gte=0), name="energy_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.month}: {self.energy_kwh}"
