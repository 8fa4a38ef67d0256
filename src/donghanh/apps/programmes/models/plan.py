"""The plan of one year's appreciation months, from the lawbook's template, and its shares by unit."""

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at


class Campaign(models.Model):
    """One year's appreciation months; `template` keeps the words of the lawbook that it was opened with."""

    code = models.CharField(max_length=60, unique=True)
    name_vi = models.TextField()
    name_en = models.TextField()
    motto_vi = models.TextField(blank=True)
    motto_en = models.TextField(blank=True)
    from_on = models.DateField()
    until_on = models.DateField(help_text="first day outside")
    template = models.TextField(help_text="the template's YAML, as read")
    template_digest = models.CharField(max_length=64)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-from_on", "code"]


class Programme(models.Model):
    """One of the campaign's programmes: supply, appreciation, welfare."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="programmes")
    code = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    name_vi = models.TextField()
    name_en = models.TextField()

    class Meta:
        ordering = ["campaign", "position"]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="programme_code_once")]


class Activity(models.Model):
    """One activity with the company's target; the rest of its template stands in `terms`."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="activities")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="activities")
    code = models.CharField(max_length=60)
    row = models.CharField(max_length=8, blank=True, help_text="row of the requirements, M1 to M26")
    position = models.PositiveSmallIntegerField()
    name_vi = models.TextField()
    name_en = models.TextField()
    short_vi = models.CharField(max_length=40)
    short_en = models.CharField(max_length=40)
    method = models.CharField(max_length=20)
    target = models.PositiveIntegerField(null=True, help_text="None for a measure without a target")
    unit_of_measure_vi = models.CharField(max_length=60)
    unit_of_measure_en = models.CharField(max_length=60)
    due_on = models.DateField()
    terms = models.JSONField(default=dict)

    class Meta:
        ordering = ["campaign", "position"]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="activity_code_once")]


class UnitTarget(models.Model):
    """A unit's share of an activity's target, and on what basis it stands."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="shares")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    target = models.PositiveIntegerField()
    basis = models.CharField(max_length=12, help_text="article, proposed, edited or selected")
    source = models.TextField(blank=True)
    note_vi = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    commune_codes = models.JSONField(default=list)

    class Meta:
        ordering = ["activity", "unit__code"]
        constraints = [models.UniqueConstraint(fields=["activity", "unit"], name="share_once_a_unit")]


class TargetChange(models.Model):
    """Who changed a share, from what to what, and why."""

    share = models.ForeignKey(UnitTarget, on_delete=models.PROTECT, related_name="changes")
    from_target = models.PositiveIntegerField()
    to_target = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()


class UnitVariation(models.Model):
    """How a unit carries an activity out in its own way, within the company's limits; the last one counts."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="variations")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    days_later = models.PositiveSmallIntegerField(help_text="the unit's last day after the activity's own")
    way_of_delivery = models.CharField(max_length=30)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
