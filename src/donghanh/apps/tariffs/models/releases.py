"""
Releases of the billing law, kept for ever with their full text: a bill of any year can be made again.

A release is proposed by one officer and published by another; it holds from its publication until the next.
A what-if release can be rated, never published. The first release is the one that comes with the product: it
needs no second officer, since nothing else could be in force.
"""

from __future__ import annotations

import pgtrigger
from django.db import models

from donghanh.apps.organisation.acts import Act
from donghanh.apps.organisation.walls import append_only, written_at

SOURCES = ("shipped", "proposed", "what_if")

TWO_OFFICERS = """
IF (SELECT release.source = 'what_if' FROM tariffs_lawrelease release WHERE release.id = NEW.release_id) THEN
    RAISE EXCEPTION 'a what-if release is never published';
END IF;
IF (SELECT release.source = 'proposed' AND release.username = NEW.username
    FROM tariffs_lawrelease release WHERE release.id = NEW.release_id) THEN
    RAISE EXCEPTION 'a release is published by another officer than the one who proposed it';
END IF;
RETURN NEW;
"""


class LawRelease(Act):
    """
    The whole law at one state.

    digest : SHA-256 of `text`
    text   : the canonical text of all documents
    base   : the release in force when this was proposed; null for the first
    """

    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=10, choices=[(source, source) for source in SOURCES])
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    text = models.TextField()
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=~models.Q(source="what_if"), name="law_release_once"
            ),
            models.UniqueConstraint(
                fields=["digest"], condition=models.Q(source="what_if"), name="law_what_if_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.digest[:12]})"


class LawPublication(models.Model):
    """The act by which a release came into force."""

    release = models.OneToOneField(LawRelease, models.PROTECT, related_name="publication")
    staff = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    username = models.CharField(max_length=60)
    product_at = models.DateTimeField(unique=True)
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["product_at"]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="two_officers",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=TWO_OFFICERS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id} from {self.product_at:%d/%m/%Y %H:%M}"
