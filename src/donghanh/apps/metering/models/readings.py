"""What meters showed: written once; a correction is a new row that points back to the one it replaces."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from donghanh.apps.metering.models.imports import ReadingImport
from donghanh.apps.metering.models.points import Meter, MeteringPoint, one_of
from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.kernel.billing_tables import REGISTERS
from donghanh.kernel.metering_tables import CHANNELS, READING_KINDS


class Reading(models.Model):
    """
    One register's index on one day.

    Counts unless another row corrects it. A row is corrected once, so that of two corrections at once one is
    refused; of rows that correct nothing there is one a register and day, beside the one that opens a
    register. The loader writes only ids that it
    has just read or made: that the point and the meter are there is not checked again row by row.
    """

    point = models.ForeignKey(
        MeteringPoint, models.PROTECT, related_name="readings", db_index=False, db_constraint=False
    )
    meter = models.ForeignKey(
        Meter, models.PROTECT, related_name="readings", db_index=False, db_constraint=False
    )
    register = models.CharField(max_length=8, choices=one_of(REGISTERS))
    read_on = models.DateField()
    index = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=one_of(READING_KINDS))
    channel = models.CharField(max_length=10, choices=one_of(CHANNELS))
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections", db_index=False
    )
    why = models.CharField(max_length=300, blank=True, db_default="", default="")
    reading_import = models.ForeignKey(
        ReadingImport, models.PROTECT, null=True, related_name="readings", db_index=False
    )
    staff = models.ForeignKey(
        "organisation.Staff", models.PROTECT, null=True, related_name="+", db_index=False
    )
    username = models.CharField(max_length=60)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        triggers = append_only()
        indexes = [models.Index(fields=["point", "read_on"], name="reading_point_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["meter", "register", "read_on"],
                condition=Q(corrects=None) & ~Q(kind="opening"),
                name="reading_once_a_register_and_day",
            ),
            models.UniqueConstraint(
                fields=["meter", "register"],
                condition=Q(kind="opening", corrects=None),
                name="reading_opens_a_register_once",
            ),
            models.UniqueConstraint(
                fields=["corrects"], condition=Q(corrects__isnull=False), name="reading_corrected_once"
            ),
            models.CheckConstraint(condition=Q(index__gte=0), name="reading_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.meter_id} {self.register} {self.read_on}: {self.index}"
