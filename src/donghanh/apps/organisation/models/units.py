"""
Units of the company, and where each of them stood on which day.

A code is given once and never again: a unit that was merged away keeps its row, so that its old code
resolves for ever. A unit exists on a day when one of its placements covers that day.
"""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

# No two placements of a unit may share a day. An exclusion constraint on (code, daterange) would need
# the extension btree_gist, which the embedded server does not bring.
NO_OVERLAP = """
    PERFORM pg_advisory_xact_lock(hashtext('organisation_unitplacement:' || NEW.unit_id));
    IF EXISTS (
        SELECT 1 FROM organisation_unitplacement other
        WHERE other.unit_id = NEW.unit_id AND other.id <> NEW.id
          AND daterange(other.from_on, other.until_on) && daterange(NEW.from_on, NEW.until_on)
    ) THEN
        RAISE EXCEPTION 'unit % is placed twice between % and %', NEW.unit_id, NEW.from_on, NEW.until_on
            USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
"""


class Unit(models.Model):
    """One node of the organisation: its code, what it is, its names, its tile on the units' map."""

    class Kind(models.TextChoices):
        CORPORATION = "corporation"
        COMPANY = "company"
        UNIT = "unit"
        TEAM = "team"
        DEPARTMENT = "department"

    code = models.CharField(max_length=20, primary_key=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    tile_row = models.PositiveSmallIntegerField(null=True)
    tile_column = models.PositiveSmallIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name_vi}"


class UnitPlacement(models.Model):
    """Below which parent a unit stands, from a day until (not including) another."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="child_placements")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
                name="placement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("unit")), name="placement_below_another_unit"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_overlap",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NO_OVERLAP,
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} below {self.parent_id} [{self.from_on}, {self.until_on})"


class UnitSuccession(models.Model):
    """Which unit took over how large a part of another on a day; weights share a figure out."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="inheritances")
    on = models.DateField()
    weight = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="one_succession_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} -> {self.successor_id} on {self.on} ({self.weight})"


for _model in (Unit, UnitPlacement):
    pghistory.track(append_only=True)(_model)
