"""Whom the company asked after a contact, and what they said; each of them written once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.engines.conduct.ratings import CONTACT_KINDS


class Invitation(models.Model):
    """
    One invitation to rate one contact.

    token_sha256    : of the token; the token itself is given out once and kept nowhere
    customer_digest : keyed digest of whom was asked; tells only whether somebody was asked already
    staff           : who served; None where nobody is named
    until_at        : first moment at which it may no longer be answered
    """

    token_sha256 = models.CharField(max_length=64, unique=True)
    contact_kind = models.CharField(max_length=12)
    contact_code = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    customer_digest = models.CharField(max_length=64)
    invited_at = models.DateTimeField()
    until_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        indexes = [
            models.Index(fields=["customer_digest", "invited_at"]),
            models.Index(fields=["unit", "invited_at"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["contact_kind", "contact_code"], name="one_rating_a_contact"),
            models.CheckConstraint(condition=Q(contact_kind__in=CONTACT_KINDS), name="known_contact_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.contact_kind} {self.contact_code}"


class Rating(models.Model):
    """
    The answer to the one question: stars from 1 to 5.

    taken_by : who of the staff wrote down what a caller said; None where the customer answered alone
    """

    invitation = models.OneToOneField(Invitation, models.PROTECT, related_name="rating")
    stars = models.PositiveSmallIntegerField()
    rated_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="stars_from_one_to_five")
        ]


class Comment(models.Model):
    """What a customer wanted to say beside the stars."""

    rating = models.OneToOneField(Rating, models.PROTECT, related_name="comment")
    words = models.TextField()
    said_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()


class StaffKey(models.Model):
    """
    A telephone, e-mail or customer code that somebody of the staff uses as a customer.

    digest : keyed, as `Invitation.customer_digest`; the key itself is kept nowhere
    """

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    told_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["staff", "digest"], name="staff_key_once")]
