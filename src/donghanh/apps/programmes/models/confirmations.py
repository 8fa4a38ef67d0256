"""
A round of questions: what was delivered, who was drawn to be asked, by which channels, and what they
answered.

The seed of a round stands here from the beginning, and no query gives it out before the round is over. Of a
beneficiary's code only a keyed hash is kept.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.programmes.models.plan import Campaign
from donghanh.apps.programmes.models.promises import Benefit

CHANNELS = ("phone", "sms", "letter", "counter", "code")
FROZEN = ("campaign_id", "number", "on", "rule", "frame_text", "frame_digest", "seed_commitment", "seed")


class ConfirmationRound(models.Model):
    """
    One round: `frame_text` is the canonical form of what was delivered, `frame_digest` the SHA-256 over it.

    `seed_commitment` is the SHA-256 of the seed, for everybody to see before anybody is asked.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="confirmation_rounds")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12)
    on = models.DateField(help_text="the product's day: what stood as delivered then")
    rule = models.JSONField(help_text="of the campaign's template, as it was when the round was drawn")
    frame_text = models.TextField()
    frame_count = models.PositiveIntegerField()
    frame_digest = models.CharField(max_length=64)
    seed_commitment = models.CharField(max_length=64)
    seed = models.CharField(max_length=64, help_text="hexadecimal; told when the round is over")

    class Meta:
        ordering = ["campaign", "number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="confirmation_number_once"),
            models.UniqueConstraint(
                fields=["campaign"],
                condition=Q(state__in=["drawn", "asking"]),
                name="one_open_round_a_campaign",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="drawn_stands", operation=pgtrigger.UpdateOf(*FROZEN)),
            pgtrigger.Protect(name="stays_for_ever", operation=pgtrigger.Delete),
        ]


class ConfirmationRoundMove(models.Model):
    """One move of a round's life."""

    round = models.ForeignKey(ConfirmationRound, on_delete=models.PROTECT, related_name="moves")
    move = models.CharField(max_length=24)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=24)
    why = models.TextField(blank=True)
    on = models.DateField()
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()


class SampledBenefit(models.Model):
    """One benefit that a round asks about; `position` is its place among the keys of its stratum."""

    round = models.ForeignKey(ConfirmationRound, on_delete=models.PROTECT, related_name="sample")
    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="samplings")
    activity_code = models.CharField(max_length=60)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["round", "activity_code", "unit", "position"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["round", "benefit"], name="sampled_once_a_round")]


class Invitation(models.Model):
    """
    One time that somebody of the company tried to ask: a slip with a code, or a call and how it ended.

    `code_hash` is empty for a call; `outcome` is empty for a slip.
    """

    sampled = models.ForeignKey(SampledBenefit, on_delete=models.PROTECT, related_name="invitations")
    channel = models.CharField(max_length=12, choices=[(name, name) for name in CHANNELS])
    outcome = models.CharField(max_length=20, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["code_hash"], condition=~Q(code_hash=""), name="code_once"),
        ]


class ConfirmationAnswer(models.Model):
    """What a beneficiary said of one sampled benefit; `by` is the clerk who called, nobody for a code."""

    sampled = models.OneToOneField(SampledBenefit, on_delete=models.PROTECT, related_name="answer")
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    received = models.CharField(max_length=8)
    works = models.CharField(max_length=4, blank=True)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    channel = models.CharField(max_length=12, choices=[(name, name) for name in CHANNELS])
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 5)), name="stars_from_1_to_5"
            ),
        ]


class ConfirmationCase(models.Model):
    """What the company has to look into after an answer; its moves say what was done."""

    answer = models.OneToOneField(ConfirmationAnswer, on_delete=models.PROTECT, related_name="case")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=12)
    due_on = models.DateField(help_text="last day on which it is settled in time")

    class Meta:
        ordering = ["due_on", "id"]
        triggers = [pgtrigger.Protect(name="stays_for_ever", operation=pgtrigger.Delete)]


class ConfirmationCaseMove(models.Model):
    """One move of a case's life."""

    case = models.ForeignKey(ConfirmationCase, on_delete=models.PROTECT, related_name="moves")
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
