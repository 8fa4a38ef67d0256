"""Sorts of goods, their lots with an expiry, and single things with a serial number."""

from __future__ import annotations

import pgtrigger
from django.db import models

from donghanh.apps.stock.models.places import Place
from donghanh.apps.stock.models.walls import only_by_a_movement


class Item(models.Model):
    """One sort of goods. Who changes amounts of it holds this row's lock, so acts on it queue up."""

    code = models.CharField(max_length=40, primary_key=True)
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    unit_of_measure_vi = models.CharField(max_length=40)
    unit_of_measure_en = models.CharField(max_length=40)
    is_serialised = models.BooleanField()
    has_expiry = models.BooleanField()
    is_confirmed = models.BooleanField(help_text="whether the company has confirmed what the lawbook says")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Lot(models.Model):
    """What came in together under one code; `expires_on` is the first day on which it may not be given."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="lots")
    code = models.CharField(max_length=40)
    expires_on = models.DateField(null=True)

    class Meta:
        ordering = ["item", "code"]
        constraints = [models.UniqueConstraint(fields=["item", "code"], name="stock_lot_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.code}"


class Serial(models.Model):
    """One thing with a number of its own; `place` is changed by the database when a movement takes it."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="serials")
    item = models.ForeignKey(Item, models.PROTECT, related_name="serials")
    number = models.CharField(max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["item", "number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="stock_serial_once")]
        triggers = [
            only_by_a_movement(pgtrigger.Update),
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.number}"
