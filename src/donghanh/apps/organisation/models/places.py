"""
Communes, the unit that serves each of them, and in which state an area is on a day.

Communes keep the code of the State's list; one that is merged away keeps its row. An area's state is
append-only: to end or amend one, a new row is written that says which row it corrects.
"""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from donghanh.apps.organisation.walls import append_only, written_at

ENDS_AFTER_IT_BEGINS = Q(until_on=None) | Q(until_on__gt=F("from_on"))


class Commune(models.Model):
    """A commune, ward or township, with its district, as the State's list of its day names them."""

    code = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=80)
    district_code = models.CharField(max_length=3)
    district = models.CharField(max_length=80)
    search_key = models.CharField(max_length=160)
    sort_key = models.CharField(max_length=240, db_collation="C")

    class Meta:
        indexes = [models.Index(fields=["sort_key"], name="commune_sort_key")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class CommuneService(models.Model):
    """Which unit serves a commune, from a day until (not including) another."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="services")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="services")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="service_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["commune"], condition=Q(until_on=None), name="one_open_service_a_commune"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} served by {self.unit_id} [{self.from_on}, {self.until_on})"


class AreaStatus(models.Model):
    """A commune's state over a span of days, as announced by a source; `corrects` is the row it replaces."""

    class Status(models.TextChoices):
        NORMAL = "normal"
        LOCKED_DOWN = "locked_down"
        QUARANTINED = "quarantined"

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=12, choices=Status.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    source = models.CharField(max_length=300)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    recorded_by = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="status_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(source=""), name="status_names_its_source"),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.commune_id} {self.status} [{self.from_on}, {self.until_on})"


pghistory.track(append_only=True)(AreaStatus)
