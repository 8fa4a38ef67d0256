"""The demo's clock: without a row the product's time is real time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ProductClock(models.Model):
    """The moment that the product was set to, and the real moment at which that was done."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    product_at = models.DateTimeField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_product_clock")]

    def __str__(self) -> str:
        return f"{self.product_at} since {self.set_at}"
