"""A shortcoming that an inspection found, and everything that was said to it afterwards."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from donghanh.apps.conduct.models.inspections import Inspection
from donghanh.apps.organisation.walls import append_only, written_at

FOUND = [
    "code", "inspection", "item", "item_vi", "item_en", "is_critical", "note", "unit", "staff", "reply_due",
    "raised_at",
]  # fmt: skip
"""What was found is never edited: it is answered, upheld or withdrawn by moves."""


class Finding(models.Model):
    """
    One item that was not met, such as `PH-21-00001`.

    staff        : the person whom it concerns; None where it concerns an office
    is_disputed  : None before a reply
    reply_due    : last day to answer; correct_due : last day to correct, once it was upheld
    """

    code = models.CharField(max_length=20, unique=True)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    item = models.CharField(max_length=40)
    item_vi = models.TextField()
    item_en = models.TextField()
    is_critical = models.BooleanField()
    note = models.TextField(blank=True)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=16)
    is_disputed = models.BooleanField(null=True)
    reply_due = models.DateField()
    correct_due = models.DateField(null=True)
    raised_at = models.DateTimeField()

    class Meta:
        ordering = ["-code"]
        indexes = [models.Index(fields=["unit", "state"])]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "item"], name="one_finding_an_item"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="found_once", fields=FOUND),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class FindingMove(models.Model):
    """One move of a finding: who, in which role, when, in which words."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="moves")
    move = models.CharField(max_length=16)
    from_state = models.CharField(max_length=16, blank=True)
    to_state = models.CharField(max_length=16)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    as_role = models.CharField(max_length=24)
    why = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()
