"""A draw: who is in, what was published before, what came out, and what became of each prize."""

import pgtrigger
from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.programmes.models.plan import Activity

ANNOUNCED = (
    "activity_id",
    "method",
    "prize_count",
    "alternate_count",
    "window_from_on",
    "window_until_on",
    "draw_on",
    "sources",
    "commitment",
)


class Draw(models.Model):
    """One draw of an activity's prizes; after `committed` its entrants and terms do not change."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="draws")
    number = models.PositiveIntegerField(default=1)
    method = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    prize_count = models.PositiveIntegerField()
    alternate_count = models.PositiveIntegerField()
    window_from_on = models.DateField()
    window_until_on = models.DateField()
    draw_on = models.DateField()
    claim_until_on = models.DateField(help_text="first day on which a prize can no longer be claimed")
    sources = models.JSONField(help_text="named in advance: [{name, on, where}]")
    terms = models.JSONField(default=dict)
    commitment = models.JSONField(null=True)
    source_values = models.JSONField(null=True)
    proof_text = models.TextField(blank=True)

    class Meta:
        ordering = ["activity", "number"]
        constraints = [models.UniqueConstraint(fields=["activity", "number"], name="draw_number_once")]
        triggers = [
            pgtrigger.Protect(
                name="announced_terms_stand",
                operation=pgtrigger.UpdateOf(*ANNOUNCED),
                condition=~pgtrigger.Q(old__state="prepared"),
            ),
            pgtrigger.Protect(name="stays_for_ever", operation=pgtrigger.Delete),
        ]


class DrawMove(models.Model):
    """One move of a draw's life."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="moves")
    move = models.CharField(max_length=24)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=24)
    why = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()


class DrawEntrant(models.Model):
    """One entrant of a committed draw: its rank, and the salt that its receipt opens."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="entrants")
    rank = models.PositiveIntegerField()
    customer_code = models.CharField(max_length=13)
    unit_code = models.CharField(max_length=12)
    salt = models.CharField(max_length=64)
    leaf = models.CharField(max_length=64)

    class Meta:
        ordering = ["draw", "rank"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["draw", "rank"], name="rank_once_a_draw"),
            models.UniqueConstraint(fields=["draw", "customer_code"], name="entrant_once_a_draw"),
        ]


class DrawResult(models.Model):
    """A rank that was drawn, in the order of drawing: the prizes first, then the alternates."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="results")
    position = models.PositiveIntegerField()
    is_alternate = models.BooleanField()
    entrant = models.ForeignKey(DrawEntrant, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["draw", "position"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["draw", "position"], name="position_once_a_draw")]


class DrawPromotion(models.Model):
    """An alternate that took an unclaimed prize."""

    result = models.OneToOneField(DrawResult, on_delete=models.PROTECT, related_name="promotion")
    in_place_of = models.OneToOneField(DrawResult, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
