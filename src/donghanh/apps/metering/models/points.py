"""
Where energy is metered: the point of a customer, the book it is read in, and the meters that hung there.

Columns are those of `kernel.metering_tables`. Rows are written by COPY. A number of households is a dated
row, so that a change inside a period can be billed; a meter has its days, so that a swap is two rows.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from donghanh.apps.organisation.walls import append_only
from donghanh.kernel.billing_tables import CATEGORIES, QUOTA_ROUNDINGS, REGISTERS, VOLTAGES


def one_of(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Choices of a field whose words say themselves."""
    return [(word, word) for word in words]


class ReadingBook(models.Model):
    """Sổ GCS: the points that somebody reads on one round, on one day of the month."""

    code = models.CharField(max_length=20, unique=True, db_collation="C")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    reading_day = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(reading_day__range=(1, 28)), name="book_day_of_each_month")
        ]

    def __str__(self) -> str:
        return self.code


class MeteringPoint(models.Model):
    """Điểm đo: where one customer's energy is metered, and at which prices."""

    code = models.CharField(max_length=20, unique=True, db_collation="C")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="metering_points")
    book = models.ForeignKey(ReadingBook, models.PROTECT, related_name="points")
    category = models.CharField(max_length=20, choices=one_of(CATEGORIES))
    voltage = models.CharField(max_length=12, choices=one_of(VOLTAGES))
    quota_rounding = models.CharField(max_length=5, choices=one_of(QUOTA_ROUNDINGS))

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class HouseholdCount(models.Model):
    """How many households share a point's meter from a day on; the next row ends it."""

    point = models.ForeignKey(MeteringPoint, models.PROTECT, related_name="household_counts", db_index=False)
    from_on = models.DateField()
    quota_quarters = models.PositiveIntegerField()
    is_tenants_undeclared = models.BooleanField()

    class Meta:
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["point", "from_on"], name="household_count_once_a_day"),
            models.CheckConstraint(condition=Q(quota_quarters__gte=1), name="household_count_not_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} from {self.from_on}: {self.quota_quarters}/4"


class Meter(models.Model):
    """
    A meter during the days on which it hung at a point, in one place and for one customer; half-open.

    A meter that is moved, or that another customer takes over, ends one row and begins the next with the
    same number; at one moment it hangs in one place.
    """

    serial = models.CharField(max_length=30, db_collation="C")
    point = models.ForeignKey(MeteringPoint, models.PROTECT, related_name="meters")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    digits = models.PositiveSmallIntegerField()
    multiplier = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["point"], condition=Q(until_on=None), name="meter_one_hangs_at_a_point"
            ),
            models.UniqueConstraint(
                fields=["serial"], condition=Q(until_on=None), name="meter_hangs_in_one_place"
            ),
            models.UniqueConstraint(fields=["serial", "from_on"], name="meter_begins_once_a_day"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=models.F("from_on")), name="meter_days_not_empty"
            ),
            models.CheckConstraint(condition=Q(digits__range=(3, 9)), name="meter_digits_in_reach"),
            models.CheckConstraint(condition=Q(multiplier__gte=1), name="meter_multiplier_not_nothing"),
        ]

    def __str__(self) -> str:
        return self.serial


class MeterRegister(models.Model):
    """One register of a meter: KT, or BT, CD and TD; and what it showed when the meter was put up."""

    meter = models.ForeignKey(Meter, models.PROTECT, related_name="registers", db_index=False)
    register = models.CharField(max_length=8, choices=one_of(REGISTERS))
    opening_index = models.BigIntegerField()

    class Meta:
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["meter", "register"], name="meter_register_once"),
            models.CheckConstraint(condition=Q(opening_index__gte=0), name="opening_index_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.meter_id} {self.register}"
