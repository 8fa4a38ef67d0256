"""A beneficiary's consent to be told of, and the story that rests on it: own words and later wordings."""

import pgtrigger
from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.programmes.models.confirmations import ConfirmationAnswer

NAMED = ("full", "initials", "none")
GIVEN = ("code", "phone", "paper", "counter")


class ConsentToPublish(models.Model):
    """
    What a beneficiary lets us publish; a withdrawal is a row of its own that points back with `withdraws`.

    `photographs` are numbers of evidence; `by` is the clerk who wrote it down, nobody for a code.
    """

    reference = models.CharField(max_length=24, unique=True)
    answer = models.ForeignKey(ConfirmationAnswer, on_delete=models.PROTECT, related_name="consents")
    words = models.TextField(blank=True, help_text="the own words that may be published")
    named_as = models.CharField(max_length=10, choices=[(name, name) for name in NAMED])
    photographs = models.JSONField(default=list)
    given = models.CharField(max_length=10, choices=[(name, name) for name in GIVEN])
    withdraws = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawal"
    )
    why = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()


class Story(models.Model):
    """One story; `state` is the last move's state, kept for lists."""

    consent = models.OneToOneField(ConsentToPublish, on_delete=models.PROTECT, related_name="story")
    state = models.CharField(max_length=12)

    class Meta:
        ordering = ["-id"]
        triggers = [pgtrigger.Protect(name="stays_for_ever", operation=pgtrigger.Delete)]


class StoryVersion(models.Model):
    """One wording of a story; the first is the beneficiary's own, to the letter."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    photographs = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["story", "number"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="version_once_a_story")]


class StoryMove(models.Model):
    """One move of a story's life."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="moves")
    move = models.CharField(max_length=24)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    as_role = models.CharField(max_length=24)
    why = models.TextField(blank=True)
    on = models.DateField()
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
