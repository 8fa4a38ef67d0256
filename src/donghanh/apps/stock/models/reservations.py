"""What is kept for somebody on a warehouse's shelf: a row that is written once, and the row that ends it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from donghanh.apps.organisation.acts import Act
from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.stock.models.goods import Item, Serial
from donghanh.apps.stock.models.places import Warehouse

USED, RELEASED = "used", "released"


class Reservation(Act):
    """So many of an item are kept in a warehouse for a subject; of a serialised item one thing a row."""

    subject = models.CharField(max_length=120)
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="reservations")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    serial = models.ForeignKey(Serial, models.PROTECT, null=True, related_name="reservations")
    quantity = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        indexes = [models.Index(fields=["subject"])]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="stock_reservation_keeps_something"),
            models.CheckConstraint(
                condition=Q(serial=None) | Q(quantity=1), name="stock_reservation_of_one_serial"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.quantity} {self.item_id}"


class ReservationEnd(models.Model):
    """Why something is kept no longer: it was used, or released."""

    reservation = models.OneToOneField(Reservation, models.PROTECT, related_name="end")
    how = models.CharField(max_length=10, choices=[(USED, USED), (RELEASED, RELEASED)])
    username = models.CharField(max_length=60)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.reservation_id} {self.how}"
