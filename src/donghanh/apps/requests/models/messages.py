"""What customers write about a case that they have already, and cases that speak of another."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.requests.models.cases import Case


class CaseMessage(models.Model):
    """
    A letter of the customer upon a case.

    key   : of the letter, so that one that comes again is one message
    files : numbers of the files of the evidence that came with it
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="messages")
    channel = models.CharField(max_length=20)
    key = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    files = models.JSONField(default=list)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()


class CaseMessageRead(models.Model):
    """Somebody of the company has read a customer's message; until then the case stands among the unread."""

    message = models.OneToOneField(CaseMessage, models.PROTECT, related_name="read")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        triggers = append_only()


class CaseLink(models.Model):
    """A case whose sender quoted another case's tracking code but is not known to be its customer."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="links")
    other = models.ForeignKey(Case, models.PROTECT, related_name="linked_from")
    rule = models.CharField(max_length=40)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["case", "other"], name="one_link_a_pair")]
