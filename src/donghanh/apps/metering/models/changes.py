"""
What changes at a point besides its meter: capacity, place of the meter, on and off, tests of a meter.

Each is a dated row that is written once; the row that holds on a day is the last that begins by then.
`about` names what the change was asked with, such as `request:YC-…`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from donghanh.apps.metering.models.points import Meter, MeteringPoint, one_of
from donghanh.apps.organisation.acts import Act
from donghanh.apps.organisation.walls import append_only

PHASES = (1, 3)
FOLLOWS = ("none", "bill_correction")


class PointCapacity(Act):
    """The capacity that a contract gives from a day on; in watts, so that 2.2 kW is a whole number."""

    point = models.ForeignKey(MeteringPoint, models.PROTECT, related_name="capacities", db_index=False)
    from_on = models.DateField()
    capacity_w = models.PositiveIntegerField()
    phase_count = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["from_on"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["point", "from_on"], name="capacity_once_a_day"),
            models.CheckConstraint(condition=Q(capacity_w__gte=1), name="capacity_not_nothing"),
            models.CheckConstraint(condition=Q(phase_count__in=PHASES), name="capacity_one_or_three_phases"),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} from {self.from_on}: {self.capacity_w} W"


class MeterPlace(Act):
    """Where the meter of a point hangs from a day on."""

    point = models.ForeignKey(MeteringPoint, models.PROTECT, related_name="places", db_index=False)
    from_on = models.DateField()
    place = models.CharField(max_length=300)
    about = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["from_on"]
        triggers = append_only()
        constraints = [models.UniqueConstraint(fields=["point", "from_on"], name="meter_place_once_a_day")]

    def __str__(self) -> str:
        return f"{self.point_id} from {self.from_on}"


class PointSwitch(Act):
    """A point was cut off, or is on again; one that was never cut is on."""

    point = models.ForeignKey(MeteringPoint, models.PROTECT, related_name="switches", db_index=False)
    on_day = models.DateField()
    is_on = models.BooleanField()
    why = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        indexes = [models.Index(fields=["point", "id"], name="point_switch_last")]

    def __str__(self) -> str:
        return f"{self.point_id} {'on' if self.is_on else 'off'} {self.on_day}"


class MeterTest(Act):
    """
    A meter was tested: the error, and what the laboratory says of its class.

    error_milli_percent : [1/1000 %] -1250 is 1.25 % too little
    is_within_class     : as the laboratory's paper says; the house reckons no tolerance of its own
    follows             : bill_correction when it is not within its class, until `MeterTestSettled` points on
    """

    point = models.ForeignKey(MeteringPoint, models.PROTECT, related_name="meter_tests", db_index=False)
    meter = models.ForeignKey(Meter, models.PROTECT, related_name="tests")
    tested_on = models.DateField()
    error_milli_percent = models.IntegerField()
    accuracy_class = models.CharField(max_length=20)
    is_within_class = models.BooleanField()
    paper = models.CharField(max_length=120)
    follows = models.CharField(max_length=16, choices=one_of(FOLLOWS))
    about = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["meter", "tested_on"], name="meter_test_once_a_day"),
            models.CheckConstraint(
                condition=Q(is_within_class=True, follows="none")
                | Q(is_within_class=False, follows="bill_correction"),
                name="meter_test_follows_its_class",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meter_id} tested {self.tested_on}"


class MeterTestSettled(Act):
    """What was done about a meter outside its class: the correcting paper, such as an invoice's number."""

    test = models.OneToOneField(MeterTest, models.PROTECT, related_name="settled")
    pointer = models.CharField(max_length=60)
    why = models.CharField(max_length=300)

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.test_id}: {self.pointer}"
