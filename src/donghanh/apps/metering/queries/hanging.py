"""What hangs at a customer's points now, and what holds of each point; for apps above. Unscoped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from donghanh.apps.metering.bridge.showing import last_index
from donghanh.apps.metering.models import MeteringPoint, MeterTest
from donghanh.apps.metering.permissions import check_see
from donghanh.apps.organisation.permissions import Actor


@dataclass(frozen=True)
class Hanging:
    """
    A point and its meter.

    serial    : empty when no meter hangs there
    registers : of the meter
    capacity_w : [W] None when none is kept
    place     : where the meter hangs, when it was moved
    indices   : what each register showed last
    """

    point_code: str
    serial: str
    from_on: date | None
    digits: int
    registers: tuple[str, ...]
    is_on: bool
    capacity_w: int | None
    phase_count: int | None
    place: str
    indices: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class MeterTestRow:
    """A test of a meter; pointer is empty while the correction that follows is still open."""

    number: int
    point_code: str
    serial: str
    tested_on: date
    error_milli_percent: int
    accuracy_class: str
    is_within_class: bool
    paper: str
    follows: str
    about: str
    pointer: str
    at: datetime


def points_of_customer(*, customer_code: str) -> tuple[Hanging, ...]:
    """The points of a customer with what hangs there; the caller has checked the sight."""
    points = MeteringPoint.objects.filter(customer__code=customer_code).order_by("code")
    return tuple(_hanging(point) for point in points)


def meter_tests(*, actor: Actor, is_open: bool = False, point_code: str = "") -> tuple[MeterTestRow, ...]:
    """
    Tests of meters in sight, the latest first; `is_open`: only those whose correction is still to come.

    raises : Forbidden
    """
    check_see(actor=actor)
    found = MeterTest.objects.select_related("point", "meter", "settled").order_by("-tested_on", "-id")
    if actor.unit_codes is not None:
        found = found.filter(point__customer__unit__in=actor.unit_codes)
    if point_code:
        found = found.filter(point__code=point_code)
    if is_open:
        found = found.filter(follows="bill_correction", settled=None)
    return tuple(_test(one) for one in found[:200])


def _test(one: MeterTest) -> MeterTestRow:
    settled = getattr(one, "settled", None)
    return MeterTestRow(
        one.pk, one.point.code, one.meter.serial, one.tested_on, one.error_milli_percent, one.accuracy_class,
        one.is_within_class, one.paper, one.follows, one.about, settled.pointer if settled else "",
        one.product_at,
    )  # fmt: skip


def _hanging(point: MeteringPoint) -> Hanging:
    meter = point.meters.filter(until_on=None).first()
    capacity, place, switch = point.capacities.last(), point.places.last(), point.switches.last()
    registers = (
        tuple(meter.registers.order_by("register").values_list("register", flat=True)) if meter else ()
    )
    return Hanging(
        point_code=point.code, serial=meter.serial if meter else "", from_on=meter.from_on if meter else None,
        digits=meter.digits if meter else 0, registers=registers, is_on=switch is None or switch.is_on,
        capacity_w=capacity.capacity_w if capacity else None,
        phase_count=capacity.phase_count if capacity else None, place=place.place if place else "",
        indices=tuple((name, last_index(meter=meter, register=name)) for name in registers) if meter else (),
    )  # fmt: skip
