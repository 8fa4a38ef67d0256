"""The one-time codes of a document, and the evidence: what happened, in a chain of digests, written once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.apps.signatures.models.documents import SignedDocument


class SigningCode(models.Model):
    """
    A one-time code that was given out; the code itself is nowhere in the tables.

    salt, code_sha256 : keyed digest of the code with a salt of its own
    message           : code of the message that carries it, where somebody gave one
    """

    document = models.ForeignKey(SignedDocument, models.PROTECT, related_name="codes")
    salt = models.BinaryField(max_length=16)
    code_sha256 = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    until_at = models.DateTimeField()
    message = models.CharField(max_length=40, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    is_used = models.BooleanField(default=False)
    is_ended = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(is_used=False, is_ended=False), name="one_live_code"
            )
        ]


class EvidenceRow(models.Model):
    """
    One thing that happened to a document.

    event  : offered, opened, code_asked, code_sent, code_wrong, signed, countersigned, given, replaced,
             withdrawn
    facts  : plain values; digests, consent words, network address, browser
    digest : over this row and the digest before it
    by     : null for the customer
    """

    document = models.ForeignKey(SignedDocument, models.PROTECT, related_name="evidence")
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=16)
    facts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["document", "number"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="evidence_number_once")]
