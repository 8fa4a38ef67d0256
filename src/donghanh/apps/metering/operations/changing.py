"""Dated facts of a point: its capacity, whether it is on, and what a test said of its meter."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from donghanh.apps.metering.models import MeterTest, MeterTestSettled, PointCapacity, PointSwitch
from donghanh.apps.metering.models.changes import PHASES
from donghanh.apps.metering.operations.points import CannotHang, hanging_meter, local_day, locked_point
from donghanh.apps.metering.permissions import check_hang
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound

MOST_W = 1_000_000_000
MOST_ERROR = 100_000
LONGEST = 300


@transaction.atomic
def set_capacity(
    *, actor: Actor, point_code: str, from_on: date, capacity_w: int, phase_count: int, at: datetime,
    about: str = "",
) -> None:  # fmt: skip
    """
    Say which capacity a point has from a day on; until then the one before holds.

    capacity_w : [W]
    raises     : NotFound, Forbidden; CannotHang `capacity-wrong`, `phases-wrong`, `day-known`, `day-outside`,
                 `capacity-same`
    """
    point = locked_point(actor=actor, code=point_code, check=check_hang)
    if not 1 <= capacity_w <= MOST_W:
        raise CannotHang("capacity-wrong", f"{capacity_w} W is no capacity.", found=capacity_w)
    if phase_count not in PHASES:
        raise CannotHang("phases-wrong", f"{phase_count} phases; expected 1 or 3.", found=phase_count)
    before = point.capacities.last()
    if before is not None and from_on <= before.from_on:
        text = f"A capacity from {before.from_on} on is kept; name a later day."
        raise CannotHang("day-known", text, day=before.from_on.isoformat())
    if before is not None and (before.capacity_w, before.phase_count) == (capacity_w, phase_count):
        raise CannotHang("capacity-same", f"The point has {capacity_w} W already.", found=capacity_w)
    if from_on < point.customer.contract_from:
        text = f"{from_on} is before {point.customer.contract_from}, when the contract began."
        raise CannotHang("day-outside", text, found=from_on.isoformat())
    PointCapacity.objects.create(
        point=point, from_on=from_on, capacity_w=capacity_w, phase_count=phase_count, about=about,
        staff_id=actor.staff_id, username=actor.username, product_at=at,
    )  # fmt: skip
    facts = {"from_on": from_on.isoformat(), "capacity_w": capacity_w, "phase_count": phase_count}
    record_act(actor=actor, act="set_capacity", subject=f"point:{point_code}", facts=facts, at=at)


@transaction.atomic
def switch_point(
    *, actor: Actor, point_code: str, is_on: bool, on_day: date, at: datetime, why: str = "", about: str = ""
) -> None:
    """
    Write down that a point was cut off, or is on again.

    why    : needed to cut off
    raises : NotFound, Forbidden; CannotHang `on-already`, `off-already`, `reason-missing`, `day-outside`,
             `no-meter`
    """
    point = locked_point(actor=actor, code=point_code, check=check_hang)
    hanging_meter(point=point)
    last = point.switches.last()
    if (last is None or last.is_on) == is_on:
        rule, word = ("on-already", "on") if is_on else ("off-already", "cut off")
        raise CannotHang(rule, f"{point_code} is {word} already.", point=point_code)
    if not is_on and not why.strip():
        raise CannotHang("reason-missing", "Say why the supply is cut off.")
    if on_day > local_day(at) or (last is not None and on_day < last.on_day):
        text = f"{on_day} is still to come, or before the last switching."
        raise CannotHang("day-outside", text, found=on_day.isoformat())
    PointSwitch.objects.create(
        point=point, is_on=is_on, on_day=on_day, why=why.strip()[:LONGEST], about=about,
        staff_id=actor.staff_id, username=actor.username, product_at=at,
    )  # fmt: skip
    facts = {"is_on": is_on, "on_day": on_day.isoformat(), "why": why.strip()}
    record_act(actor=actor, act="switch_point", subject=f"point:{point_code}", facts=facts, at=at)


@transaction.atomic
def record_meter_test(
    *, actor: Actor, point_code: str, tested_on: date, error_milli_percent: int, accuracy_class: str,
    is_within_class: bool, paper: str, at: datetime, about: str = "",
) -> int:  # fmt: skip
    """
    Keep what a laboratory found of the meter that hangs at a point; answers the number of the test.

    Whether the error is within the meter's class is the laboratory's word: the house has no tolerance of its
    own. Outside of it a correction of bills follows, and the test is open until `settle_meter_test`.

    raises : NotFound, Forbidden; CannotHang `no-meter`, `error-wrong`, `class-missing`, `day-outside`,
             `test-known`
    """
    point = locked_point(actor=actor, code=point_code, check=check_hang)
    meter = hanging_meter(point=point)
    if abs(error_milli_percent) > MOST_ERROR:
        raise CannotHang("error-wrong", "The error is beyond 100 %.", found=error_milli_percent)
    if not accuracy_class.strip() or not paper.strip():
        raise CannotHang("class-missing", "Say the meter's class and the number of the paper.")
    if not meter.from_on <= tested_on <= local_day(at):
        text = f"{tested_on} is before {meter.from_on}, when the meter was put up, or still to come."
        raise CannotHang("day-outside", text, found=tested_on.isoformat(), expected=meter.from_on.isoformat())
    if meter.tests.filter(tested_on=tested_on).exists():
        raise CannotHang("test-known", f"A test of {tested_on} is kept.", day=tested_on.isoformat())
    test = MeterTest.objects.create(
        point=point, meter=meter, tested_on=tested_on, error_milli_percent=error_milli_percent,
        accuracy_class=accuracy_class.strip()[:20], is_within_class=is_within_class,
        paper=paper.strip()[:120], follows="none" if is_within_class else "bill_correction", about=about,
        staff_id=actor.staff_id, username=actor.username, product_at=at,
    )  # fmt: skip
    facts = {"serial": meter.serial, "error_milli_percent": error_milli_percent, "within": is_within_class}
    record_act(actor=actor, act="record_meter_test", subject=f"point:{point_code}", facts=facts, at=at)
    return int(test.pk)


@transaction.atomic
def settle_meter_test(*, actor: Actor, number: int, pointer: str, why: str, at: datetime) -> None:
    """
    Say what was done about a meter outside its class, with a pointer to the correcting paper.

    pointer : such as the adjusting invoice's number; or a document that says why no bill is corrected
    raises  : NotFound, Forbidden; CannotHang `nothing-follows`, `settled-already`, `reason-missing`
    """
    test = MeterTest.objects.select_for_update().select_related("point").filter(pk=number).first()
    if test is None:
        raise NotFound("meter_test", str(number))
    point = locked_point(actor=actor, code=test.point.code)
    if test.follows == "none":
        raise CannotHang("nothing-follows", "The meter is within its class: nothing is to be corrected.")
    if MeterTestSettled.objects.filter(test=test).exists():
        raise CannotHang("settled-already", "It is settled already.")
    if not pointer.strip() or not why.strip():
        raise CannotHang("reason-missing", "Name the correcting paper, and say why.")
    MeterTestSettled.objects.create(
        test=test, pointer=pointer.strip()[:60], why=why.strip()[:LONGEST], staff_id=actor.staff_id,
        username=actor.username, product_at=at,
    )  # fmt: skip
    facts = {"test": number, "pointer": pointer.strip()}
    record_act(actor=actor, act="settle_meter_test", subject=f"point:{point.code}", facts=facts, at=at)
