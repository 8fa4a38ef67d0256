"""
The customer as of today, and what tells who it was before: old versions, old codes, old units.

Columns are those of `kernel.customer_tables.CUSTOMERS`. Rows are written by COPY; they are never deleted,
and an update leaves the row that was in `CustomerEvent`.
"""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models.functions import Now  # noqa: TID251 - when the row was written, by the database

from donghanh.kernel.customer_tables import KINDS, PRICE_GROUPS, SOCIAL_CLASSES


def _one_of(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class Customer(models.Model):
    """Somebody who has, or had, a supply contract."""

    code = models.CharField(max_length=13, unique=True, db_collation="C")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=_one_of(KINDS))
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    commune = models.ForeignKey("organisation.Commune", models.PROTECT, related_name="+", db_index=False)
    phone = models.CharField(max_length=15, null=True)
    email = models.CharField(max_length=254, null=True)
    tax_code = models.CharField(max_length=14, null=True)
    contract_from = models.DateField()
    contract_until = models.DateField(null=True)
    price_group = models.CharField(max_length=20, choices=_one_of(PRICE_GROUPS))
    social_class = models.CharField(max_length=20, choices=_one_of(SOCIAL_CLASSES))
    consent_sms = models.BooleanField()
    consent_email = models.BooleanField()
    consent_zalo = models.BooleanField()
    consent_publish = models.BooleanField()
    registered_online_payment_on = models.DateField(null=True)
    installed_app_on = models.DateField(null=True)
    search_key = models.TextField()
    sort_key = models.CharField(max_length=500, db_collation="C")

    class Meta:
        # The index over the words of search_key stands in migration 0002: Django has no word for it.
        indexes = [
            models.Index(fields=["sort_key", "code"], name="customer_sort_key"),
            models.Index(fields=["unit", "sort_key", "code"], name="customer_unit_sort_key"),
            models.Index(fields=["commune", "sort_key", "code"], name="customer_commune_sort_key"),
            models.Index(fields=["phone"], name="customer_phone", opclasses=["varchar_pattern_ops"]),
        ]
        triggers = [pgtrigger.Protect(name="stays_for_ever", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.code


pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), append_only=True)(Customer)


class CodeSuccession(models.Model):
    """An old code and the one that took its place: a move to another unit, a meter taken over."""

    old_code = models.CharField(max_length=13, unique=True, db_collation="C")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="old_codes")
    changed_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.old_code} -> {self.customer_id}"


class UnitChange(models.Model):
    """From which unit to which other a customer was handed over, and on which day."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="unit_changes")
    from_unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    changed_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.from_unit_id} -> {self.to_unit_id} on {self.changed_on}"
