"""A series of invoice numbers: template, symbol, year, and the last number that was given."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

LARGEST_NUMBER = 99_999_999
NUMBERS_A_SERIES = 100_000_000
"""An invoice's key is its series times this, plus its number: one index keeps both rare and in order."""

ONLY_FORWARD = """
IF NEW.last_number < OLD.last_number OR (NEW.template, NEW.symbol, NEW.year, NEW.unit_code, NEW.secret)
    IS DISTINCT FROM (OLD.template, OLD.symbol, OLD.year, OLD.unit_code, OLD.secret) THEN
    RAISE EXCEPTION 'a series only counts on';
END IF;
RETURN NEW;
"""


class InvoiceSeries(models.Model):
    """
    One series; its row is locked while a block of numbers is given, committed together with the rows.

    secret : 32 random bytes; look-up codes are made with it, so that they cannot be guessed
    """

    unit_code = models.CharField(max_length=20)
    template = models.CharField(max_length=20)
    symbol = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)
    secret = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["year", "unit_code"]
        constraints = [
            models.UniqueConstraint(fields=["template", "symbol"], name="invoice_series_once"),
            models.CheckConstraint(
                condition=Q(last_number__lte=LARGEST_NUMBER), name="invoice_number_of_eight_digits"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="only_forward", operation=pgtrigger.Update, when=pgtrigger.Before, func=ONLY_FORWARD
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.symbol}"
