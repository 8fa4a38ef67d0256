"""A correction of one invoice: what an officer proposed, what a second one decided. Both written once."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from donghanh.apps.billing.models.invoices import Invoice
from donghanh.apps.organisation.acts import Act
from donghanh.apps.organisation.walls import append_only

HOWS = ("adjust", "replace")

TWO_OFFICERS = """
IF (SELECT proposal.username = NEW.username FROM billing_correctionproposal proposal
    WHERE proposal.id = NEW.proposal_id) THEN
    RAISE EXCEPTION 'a correction is decided by another officer than the one who proposed it';
END IF;
RETURN NEW;
"""


class CorrectionProposal(Act):
    """
    What is to hold instead.

    changes : columns of the bill that change; empty for a replacement after corrected readings
    before, after, difference : [đồng] of the total, as they were when it was proposed
    """

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="proposals")
    how = models.CharField(max_length=8, choices=[(how, how) for how in HOWS])
    changes = models.JSONField(default=dict)
    before = models.BigIntegerField()
    after = models.BigIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.invoice_id} {self.how}: {self.before} -> {self.after}"


class CorrectionDecision(Act):
    """What a second officer decided; a confirmation names the invoice that it issued."""

    proposal = models.OneToOneField(CorrectionProposal, models.PROTECT, related_name="decision")
    is_confirmed = models.BooleanField()
    why = models.TextField(blank=True)
    issued = models.OneToOneField(Invoice, models.PROTECT, null=True, related_name="+")

    class Meta:
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="two_officers", operation=pgtrigger.Insert, when=pgtrigger.Before, func=TWO_OFFICERS
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_confirmed=True, issued__isnull=False)
                | Q(is_confirmed=False, issued__isnull=True),
                name="correction_confirmed_has_an_invoice",
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.is_confirmed}"
