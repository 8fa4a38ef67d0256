"""
The books: entries (who, when, why) and their transfers, each from one account to another.

A transfer debits one account and credits another by the same amount, in one row: books that do not balance
cannot be written, at any instant (decision 0019). The triggers move what follows from it: what is open of a
charge, and the three balances of a customer, once for each statement: a province is one step.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from donghanh.apps.accounts.models.charges import Charge
from donghanh.apps.accounts.models.moving import CHECK_REVERSALS, MOVE_BALANCES, MOVE_OPEN
from donghanh.apps.organisation.acts import Act
from donghanh.apps.organisation.walls import append_only
from donghanh.engines.accounts import ACCOUNTS

KINDS = ("charges", "adjustments", "payment", "credit_use", "refund", "refund_payment", "reversal")
_WRITTEN = pgtrigger.Referencing(new="written")


class Entry(Act):
    """
    One act on the books.

    key     : of the sender, so that the same act sent twice is one; empty for acts that need none
    digest  : of what was asked for under the key: another act under the same key is refused
    reverses : the entry that this one takes back, whole; an entry is taken back once
    """

    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    key = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    why = models.TextField(blank=True)
    on = models.DateField(help_text="the day of the books")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        indexes = [models.Index(fields=["on"])]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="accounts_entry_once_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Transfer(models.Model):
    """So many đồng went from the credit of one account to the debit of another, for one customer."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="transfers")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    charge = models.ForeignKey(Charge, models.PROTECT, null=True, related_name="transfers")
    debit = models.CharField(max_length=30)
    credit = models.CharField(max_length=30)
    amount = models.BigIntegerField()
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_moves_something"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="transfer_between_two_accounts"),
            models.CheckConstraint(
                condition=Q(debit__in=ACCOUNTS, credit__in=ACCOUNTS), name="transfer_between_known_accounts"
            ),
            models.CheckConstraint(
                condition=Q(Q(debit="receivable") | Q(credit="receivable"), charge__isnull=False)
                | Q(~Q(debit="receivable"), ~Q(credit="receivable"), charge__isnull=True),
                name="transfer_of_a_receivable_names_its_charge",
            ),
        ]
        triggers = [
            *append_only(),
            *[
                pgtrigger.Trigger(
                    name=name, when=pgtrigger.After, operation=pgtrigger.Insert, level=pgtrigger.Statement,
                    referencing=_WRITTEN, func=func,
                )
                for name, func in (
                    ("a_moves_balances", MOVE_BALANCES),
                    ("b_moves_open", MOVE_OPEN),
                    ("c_checks_reversals", CHECK_REVERSALS),
                )
            ],
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.debit} {self.amount} {self.credit}"
