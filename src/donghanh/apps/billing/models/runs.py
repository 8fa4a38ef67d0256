"""
Runs: the act that issued invoices (a unit's month, or a batch of corrections), and what it left out and why.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from donghanh.apps.organisation.walls import append_only, written_at

KINDS = ("billing", "correction")
STATES = ("under_way", "stopped", "cut_short", "done")
OPEN = ("under_way", "stopped")
RESTS = ("held", "refused", "not_due")


class BillingRun(models.Model):
    """
    One run, or one batch of corrections of a unit.

    month         : first day of the bill month; for corrections, of the month in which they are issued
    number        : the how-manieth of this unit and month
    release       : digest of the law; an interrupted run goes on with it
    state         : stopped: an error ended it, starting it again goes on; cut_short: readings changed before
                    it could go on, the next run does the rest
    issued_at     : the moment that stands on its invoices, also on those made after an interruption
    before_count  : bills of the month that earlier runs had invoiced
    planned_count : bills that it is to invoice; done_count of them are committed
    input_digest  : of what it was begun with; result_digest of all invoices of the unit's month when it ended
    """

    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in KINDS])
    unit_code = models.CharField(max_length=20)
    month = models.DateField()
    number = models.PositiveIntegerField()
    release = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=[(state, state) for state in STATES])
    points = models.PositiveIntegerField(default=0)
    before_count = models.PositiveIntegerField(default=0)
    planned_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    held_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    not_due_count = models.PositiveIntegerField(default=0)
    total_dong = models.BigIntegerField(default=0)
    input_digest = models.CharField(max_length=64, blank=True)
    result_digest = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField()
    why = models.TextField(blank=True)
    message = models.TextField(blank=True)
    staff = models.ForeignKey("organisation.Staff", models.PROTECT, null=True, related_name="+")
    username = models.CharField(max_length=60)
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "unit_code", "month", "number"], name="run_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["unit_code", "month"],
                condition=Q(kind="billing", state__in=OPEN),
                name="one_open_run_a_unit_and_month",
            ),
            models.CheckConstraint(
                condition=Q(done_count__lte=models.F("planned_count")), name="run_does_what_it_planned"
            ),
        ]
        triggers = [pgtrigger.Protect(name="stays", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_code} {self.month:%Y-%m}/{self.number} {self.state}"


class RunRest(models.Model):
    """A bill of the month that a run did not make, and why."""

    run = models.ForeignKey(BillingRun, models.PROTECT, related_name="rests")
    state = models.CharField(max_length=8, choices=[(rest, rest) for rest in RESTS])
    bill = models.BigIntegerField()
    code = models.CharField(max_length=13)
    rule = models.CharField(max_length=60)
    facts = models.TextField(blank=True)

    class Meta:
        ordering = ["state", "rule", "code", "bill"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.bill} {self.state}: {self.rule}"
