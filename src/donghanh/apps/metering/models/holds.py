"""Bills that wait for somebody's look: why, what the customer was asked and answered, what was decided."""

from __future__ import annotations

from django.db import models

from donghanh.apps.metering.models.points import MeteringPoint, one_of
from donghanh.apps.metering.models.readings import Reading
from donghanh.apps.organisation.acts import Act
from donghanh.apps.organisation.walls import append_only, written_at
from donghanh.engines.readings import RULES
from donghanh.kernel.billing_tables import REGISTERS

STATES = ("open", "released", "replaced", "gone")
DECISIONS = ("release", "replace", "recheck")


class Hold(models.Model):
    """
    One bill month of a point that one rule holds.

    kwh   : of the bill as it was held; a release stands for this figure alone
    state : as the last check or decision left it; "gone": a later reading answered it
    """

    point = models.ForeignKey(MeteringPoint, models.PROTECT, related_name="holds", db_index=False)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    rule = models.CharField(max_length=30, choices=one_of(RULES))
    is_releasable = models.BooleanField()
    kwh = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=one_of(STATES), default="open")
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point", "month", "rule"], name="hold_once_a_month_and_rule")
        ]
        indexes = [models.Index(fields=["unit", "state", "product_at", "id"], name="hold_unit_state")]

    def __str__(self) -> str:
        return f"{self.point_id} {self.month} {self.rule} ({self.state})"


class HoldDecision(Act):
    """What somebody decided of a hold, and for which energy it stands."""

    hold = models.ForeignKey(Hold, models.PROTECT, related_name="decisions")
    how = models.CharField(max_length=10, choices=one_of(DECISIONS))
    why = models.CharField(max_length=300)
    kwh = models.BigIntegerField(null=True)
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.hold_id} {self.how}"


class PhotoRequest(Act):
    """The customer was asked for a picture of the meter; who has the code may send one and sees nothing."""

    hold = models.ForeignKey(Hold, models.PROTECT, related_name="photo_requests")
    code = models.CharField(max_length=40, unique=True)
    until_on = models.DateField()

    class Meta:
        ordering = ["id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.hold_id} photo"


class PhotoAnswer(models.Model):
    """What came by the code: the picture as evidence `hold:<number>`, and the index as read."""

    request = models.ForeignKey(PhotoRequest, models.PROTECT, related_name="answers")
    evidence_number = models.BigIntegerField()
    index = models.BigIntegerField(null=True)
    product_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=written_at())

    class Meta:
        ordering = ["id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.request_id} answered"


class RecheckOrder(Act):
    """A crew was asked to read the meter again; `reference` is the order by which it goes there."""

    hold = models.ForeignKey(Hold, models.PROTECT, related_name="recheck_orders")
    reference = models.CharField(max_length=24, unique=True)

    class Meta:
        ordering = ["id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.hold_id} recheck {self.reference}"


class RecheckIndex(Act):
    """What one register showed when the crew stood before it; it changes no bill before somebody decides."""

    order = models.ForeignKey(RecheckOrder, models.PROTECT, related_name="indices")
    register = models.CharField(max_length=8, choices=one_of(REGISTERS))
    read_on = models.DateField()
    index = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        triggers = append_only()
        constraints = [
            models.UniqueConstraint(fields=["order", "register"], name="recheck_once_a_register"),
            models.CheckConstraint(condition=models.Q(index__gte=0), name="recheck_index_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.register} {self.read_on}: {self.index}"
