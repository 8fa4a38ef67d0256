"""
The ledger: slips (who, when, why, on what paper) with their movements, and the levels that follow from them.

One trigger writes the levels: a movement takes from one place and gives to another, in the transaction that
writes it. A level below zero is refused by a constraint, but outside (suppliers) and lost (a recount may find
what was lost). A level or a serial's place that anybody else would change is refused.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.stock.models.goods import Lot, Serial
from donghanh.apps.stock.models.places import Place
from donghanh.apps.stock.models.walls import only_by_a_movement
from donghanh.engines.stock.tables import MOVEMENT_KINDS

# The place with the smaller number first: two movements between the same places do not lock each other.
MOVE_LEVELS = """
    INSERT INTO stock_level (place_id, lot_id, quantity, is_unbounded)
    SELECT place.id, NEW.lot_id, 0, place.kind IN ('outside', 'lost')
    FROM stock_place place WHERE place.id IN (NEW.from_place_id, NEW.to_place_id) ORDER BY place.id
    ON CONFLICT (place_id, lot_id) DO NOTHING;
    PERFORM 1 FROM stock_level
    WHERE lot_id = NEW.lot_id AND place_id IN (NEW.from_place_id, NEW.to_place_id)
    ORDER BY place_id FOR UPDATE;
    UPDATE stock_level SET quantity = quantity - NEW.quantity
    WHERE lot_id = NEW.lot_id AND place_id = NEW.from_place_id;
    UPDATE stock_level SET quantity = quantity + NEW.quantity
    WHERE lot_id = NEW.lot_id AND place_id = NEW.to_place_id;
    IF NEW.serial_id IS NOT NULL THEN
        UPDATE stock_serial SET place_id = NEW.to_place_id
        WHERE id = NEW.serial_id AND lot_id = NEW.lot_id AND place_id = NEW.from_place_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'serial % is not at place %', NEW.serial_id, NEW.from_place_id
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF (SELECT item.is_serialised FROM stock_lot lot JOIN stock_item item ON item.code = lot.item_id
           WHERE lot.id = NEW.lot_id) THEN
        RAISE EXCEPTION 'a movement of a serialised item names its serial' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class Slip(models.Model):
    """
    One act of the warehouse and the paper that it leaves.

    key     : of the sender, so that the same act sent twice is one; empty for acts of the house itself
    digest  : of what was asked for under the key: another act under the same key is refused
    subject : for whom, such as `benefit:M21-21-00003`; empty for acts within the company
    answers : the slip that this one accepts or corrects; a slip is answered once
    """

    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in MOVEMENT_KINDS])
    key = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    document = models.CharField(max_length=200, blank=True)
    signed_by = models.CharField(max_length=200, blank=True)
    evidence = models.ForeignKey("evidence.EvidenceFile", models.PROTECT, null=True, related_name="+")
    why = models.TextField(blank=True)
    answers = models.OneToOneField("self", models.PROTECT, null=True, related_name="answer")
    staff = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    username = models.CharField(max_length=60)
    on = models.DateField(help_text="the product's day")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        indexes = [models.Index(fields=["subject"])]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="stock_slip_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Movement(models.Model):
    """So many of a lot went from one place to another; a correction is a movement the other way round."""

    slip = models.ForeignKey(Slip, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in MOVEMENT_KINDS])
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    serial = models.ForeignKey(Serial, models.PROTECT, null=True, related_name="movements")
    quantity = models.PositiveIntegerField()
    from_place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    to_place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="correction")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="stock_movement_moves_something"),
            models.CheckConstraint(
                condition=~Q(from_place=F("to_place")), name="stock_movement_between_two_places"
            ),
            models.CheckConstraint(
                condition=Q(serial=None) | Q(quantity=1), name="stock_movement_of_one_serial"
            ),
        ]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="moves_levels", when=pgtrigger.After, operation=pgtrigger.Insert, func=MOVE_LEVELS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity} {self.lot_id}"


class Level(models.Model):
    """How many of a lot stand at a place: the sum of its movements, kept by the database."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="levels")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="levels")
    quantity = models.BigIntegerField()
    is_unbounded = models.BooleanField(help_text="outside and lost may stand below zero")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "lot"], name="stock_level_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=0) | Q(is_unbounded=True), name="stock_level_never_below_zero"
            ),
        ]
        triggers = [
            only_by_a_movement(pgtrigger.Insert | pgtrigger.Update),
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.lot_id} {self.quantity}"
