"""
One row an invoice, written once (decision 0018). Its lines are not stored: the engine makes them again from
the inputs and the release that are, and `lines_check` proves that they are the same.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from donghanh.apps.billing.models.runs import BillingRun
from donghanh.apps.billing.models.series import InvoiceSeries
from donghanh.apps.organisation.walls import append_only

KINDS = ("original", "adjust_up", "adjust_down", "replacement")

POINTS_BACK = """
IF NOT EXISTS (
    SELECT FROM billing_invoice original
    WHERE original.id = NEW.refers_to_id AND original.id <> NEW.id
    AND original.bill = NEW.bill AND original.kind IN ('original', 'replacement')) THEN
    RAISE EXCEPTION 'a correction refers to an invoice of the same bill';
END IF;
RETURN NEW;
"""


class Invoice(models.Model):
    """
    An invoice, an adjustment or a replacement; columns that bear a name of BILLS or TOTALS are theirs.

    id          : series * 100,000,000 + number
    run         : who issued it, when, why, and the release of the law
    name, address, tax_code : as they were at issue
    metered     : compact JSON: registers (serial, indices, multiplier), usage, quotas
    amounts     : of an adjustment the differences; its bill columns and `metered` say what now holds
    lines_check : 62 bits of the lines, or of the lines that now hold
    refers_to   : the invoice that an adjustment or replacement corrects

    Foreign keys of the bulk are not checked row by row by the database: the run and the series are locked in
    the same transaction and are never deleted; a correction's reference is checked by a trigger.
    """

    id = models.BigIntegerField(primary_key=True)
    series = models.ForeignKey(
        InvoiceSeries, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    run = models.ForeignKey(
        BillingRun, models.PROTECT, related_name="invoices", db_constraint=False, db_index=False
    )
    number = models.IntegerField()
    bill = models.BigIntegerField()
    month = models.DateField()
    from_on = models.DateField()
    until_on = models.DateField()
    read_on = models.DateField()
    quota_quarters = models.IntegerField()
    is_tenants_undeclared = models.BooleanField()
    kwh = models.BigIntegerField()
    gross_amount = models.BigIntegerField()
    relief_amount = models.BigIntegerField()
    net_amount = models.BigIntegerField()
    vat_percent = models.IntegerField()
    vat_amount = models.BigIntegerField()
    total_amount = models.BigIntegerField()
    lines_check = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in KINDS])
    unit_code = models.CharField(max_length=20, db_collation="C")
    code = models.CharField(max_length=13, db_collation="C")
    category = models.CharField(max_length=20)
    voltage = models.CharField(max_length=12)
    quota_rounding = models.CharField(max_length=8)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    metered = models.TextField()
    tax_code = models.CharField(max_length=14, null=True)
    relief = models.CharField(max_length=60, null=True)
    instrument = models.CharField(max_length=60, null=True)
    cos_phi_percent = models.IntegerField(null=True)
    refers_to = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections", db_constraint=False, db_index=False
    )

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["code"], name="invoice_code"),
            models.Index(
                fields=["refers_to"], name="invoice_refers_to", condition=Q(refers_to__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["bill"], condition=Q(kind="original"), name="invoice_once_a_bill"
            ),
            models.UniqueConstraint(
                fields=["refers_to"], condition=Q(kind="replacement"), name="invoice_replaced_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="original", refers_to__isnull=True)
                | Q(~Q(kind="original"), refers_to__isnull=False),
                name="correction_refers_to_an_invoice",
            ),
            models.CheckConstraint(
                condition=Q(net_amount=models.F("gross_amount") - models.F("relief_amount"))
                & Q(total_amount=models.F("net_amount") + models.F("vat_amount")),
                name="invoice_adds_up",
            ),
        ]
        triggers = [
            *append_only(),
            # After, not before: a trigger before each row would make COPY write row by row.
            pgtrigger.Trigger(
                name="points_back", operation=pgtrigger.Insert, when=pgtrigger.After, func=POINTS_BACK,
                condition=pgtrigger.Q(new__refers_to__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.code}"
