"""What follows from the transfers, kept by the database in the transaction that writes them."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from donghanh.apps.accounts.models.charges import Charge
from donghanh.apps.organisation.walls import append_only

ONLY_BY_A_TRANSFER = """
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'balances are changed by transfers alone: %', TG_TABLE_NAME
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""

_, NEVER_EMPTIED = append_only()


def only_by_a_transfer(operation: pgtrigger.Operation | pgtrigger.Operations) -> pgtrigger.Trigger:
    """Refuse a change that does not come from the trigger of a transfer."""
    return pgtrigger.Trigger(
        name="only_by_a_transfer", when=pgtrigger.Before, operation=operation, func=ONLY_BY_A_TRANSFER
    )


class CustomerAccount(models.Model):
    """What a customer owes, has paid too much, and is to be paid back: three sums of transfers."""

    customer = models.OneToOneField("customers.Customer", models.PROTECT, primary_key=True, related_name="+")
    owed = models.BigIntegerField()
    credit = models.BigIntegerField()
    refunds_payable = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owed__gte=0, credit__gte=0, refunds_payable__gte=0),
                name="customer_account_never_below_zero",
            )
        ]
        indexes = [
            models.Index(fields=["customer"], condition=Q(credit__gt=0), name="customer_account_with_credit")
        ]
        triggers = [
            only_by_a_transfer(pgtrigger.Insert | pgtrigger.Update),
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
            NEVER_EMPTIED,
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.owed}"


class OpenCharge(models.Model):
    """What is still owed of a charge; the row goes when nothing is."""

    charge = models.OneToOneField(Charge, models.PROTECT, primary_key=True, related_name="open")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    due_on = models.DateField()
    owed = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(owed__gte=0), name="open_charge_never_below_zero")]
        triggers = [
            only_by_a_transfer(pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete),
            NEVER_EMPTIED,
        ]

    def __str__(self) -> str:
        return f"{self.charge_id} {self.owed}"
