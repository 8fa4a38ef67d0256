"""Where goods can be: outside, in a warehouse, under way to one, with a carrier, at a recipient, lost."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from donghanh.engines.stock.tables import PLACE_KINDS


class Warehouse(models.Model):
    """
    A warehouse of the company or of a unit, open from a day until (not including) another.

    A unit that merges keeps its code in this row for ever; who holds the warehouse on a day is asked of the
    organisation's tree of that day.
    """

    code = models.CharField(max_length=40, primary_key=True)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="stock_warehouse_closes_after_it_opens",
            )
        ]

    def __str__(self) -> str:
        return self.code


class Place(models.Model):
    """One place; `key` names it: `warehouse:KHO-PA01`, `transit:KHO-PA01`, `carrier:to.pa01nd`, `lost`, …"""

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in PLACE_KINDS])
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, null=True, related_name="places")

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PLACE_KINDS), name="stock_place_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=("warehouse", "transit"), warehouse__isnull=False)
                | (~Q(kind__in=("warehouse", "transit")) & Q(warehouse=None)),
                name="stock_place_names_its_warehouse",
            ),
        ]

    def __str__(self) -> str:
        return self.key
