"""
Ends the metering of a contract, hands a point over to another customer, moves a meter: days that touch.

A closing index stands for the end of its day, an opening one for the beginning of the next, so that what was
used on either side is on one bill and on no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from donghanh.apps.metering.bridge.known import customer_id
from donghanh.apps.metering.models import HouseholdCount, Meter, MeteringPoint, MeterPlace, PointCapacity
from donghanh.apps.metering.operations.opening import FIRST_POINT, CannotOpenPoint
from donghanh.apps.metering.operations.points import (
    CannotHang,
    begin_meter,
    check_closing,
    check_registers,
    end_meter,
    hanging_meter,
    local_day,
    locked_point,
)
from donghanh.apps.metering.permissions import check_hang
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound

LONGEST_PLACE = 300


@transaction.atomic
def end_metering(
    *, actor: Actor, point_code: str, until_on: date, closing: Mapping[str, int], at: datetime
) -> None:  # fmt: skip
    """
    End a point's metering with the closing reading of its contract: no meter hangs there any more.

    until_on : first day without supply
    closing  : register -> index at the end of the day before
    raises   : NotFound, Forbidden; CannotHang `no-meter` and those of `points.check_closing`
    """
    point = locked_point(actor=actor, code=point_code)
    meter = hanging_meter(point=point)
    check_closing(meter=meter, until_on=until_on, closing=closing, at=at)
    end_meter(actor=actor, meter=meter, until_on=until_on, closing=closing, kind="closing", at=at)
    facts = {"serial": meter.serial, "until_on": until_on.isoformat(), "closing": dict(closing)}
    record_act(actor=actor, act="end_metering", subject=f"point:{point_code}", facts=facts, at=at)


def check_end_of_metering(
    *, point_code: str, until_on: date, closing: Mapping[str, int], at: datetime
) -> None:
    """Refuse what `end_metering` would; for a caller that has checked who asks."""
    meter = Meter.objects.filter(point__code=point_code, until_on=None).first()
    if meter is None:
        raise CannotHang("no-meter", f"No meter hangs at {point_code}.", point=point_code)
    check_closing(meter=meter, until_on=until_on, closing=closing, at=at)


@transaction.atomic
def take_over_point(
    *, actor: Actor, point_code: str, customer_code: str, from_on: date, closing: Mapping[str, int],
    at: datetime, about: str = "",
) -> str:  # fmt: skip
    """
    Let another customer go on with the same meter: the old point ends, the new one begins with its indices.

    from_on : first day of the new customer; the closing reading is of the day before
    returns : the new point's code
    raises  : NotFound, Forbidden; CannotHang as `end_metering`; CannotOpenPoint `point-known`
    """
    old = locked_point(actor=actor, code=point_code)
    end_metering(actor=actor, point_code=point_code, until_on=from_on, closing=closing, at=at)
    meter = old.meters.select_related("point").get(until_on=from_on)
    new = _opened_like(old, customer_code, from_on)
    _copy_facts(actor, old, new, from_on, at, about)
    begin_meter(
        actor=actor, point=new, serial=meter.serial, from_on=from_on, digits=meter.digits,
        multiplier=meter.multiplier, opening=closing, at=at,
    )  # fmt: skip
    facts = {"from": point_code, "serial": meter.serial, "from_on": from_on.isoformat()}
    record_act(actor=actor, act="take_over_point", subject=f"point:{new.code}", facts=facts, at=at)
    return str(new.code)


@transaction.atomic
def move_meter(
    *, actor: Actor, point_code: str, from_on: date, place: str, closing: Mapping[str, int],
    opening: Mapping[str, int], at: datetime, about: str = "",
) -> None:  # fmt: skip
    """
    Move the meter of a point to another place, with an index on either side; a crew may, by its order.

    from_on : the day of the move; the closing reading stands for the end of the day before
    raises  : NotFound, Forbidden; CannotHang `place-missing`, `index-below-closing`, `day-outside` and those
              of `points.check_closing`
    """
    point = locked_point(actor=actor, code=point_code, check=check_hang)
    old = hanging_meter(point=point)
    if not place.strip() or len(place) > LONGEST_PLACE:
        raise CannotHang("place-missing", f"Say where the meter hangs, in 1 to {LONGEST_PLACE} signs.")
    if from_on > local_day(at):
        raise CannotHang("day-outside", f"{from_on} is still to come.", found=from_on.isoformat())
    check_closing(meter=old, until_on=from_on, closing=closing, at=at)
    check_registers(meter=old, indices=opening)
    _check_not_back(closing, opening)
    end_meter(actor=actor, meter=old, until_on=from_on, closing=closing, kind="swap", at=at)
    begin_meter(
        actor=actor, point=point, serial=old.serial, from_on=from_on, digits=old.digits,
        multiplier=old.multiplier, opening=opening, at=at,
    )  # fmt: skip
    MeterPlace.objects.create(
        point=point, from_on=from_on, place=place.strip(), about=about, staff_id=actor.staff_id,
        username=actor.username, product_at=at,
    )  # fmt: skip
    facts = {"serial": old.serial, "from_on": from_on.isoformat(), "closing": dict(closing)}
    record_act(actor=actor, act="move_meter", subject=f"point:{point_code}", facts=facts, at=at)


def _check_not_back(closing: Mapping[str, int], opening: Mapping[str, int]) -> None:
    for register, index in opening.items():
        if index < closing[register]:
            text = f"The meter showed {closing[register]} before the move and {index} after it."
            raise CannotHang("index-below-closing", text, found=index, expected=closing[register])


def _opened_like(old: MeteringPoint, customer_code: str, from_on: date) -> MeteringPoint:
    owner = customer_id(code=customer_code, unit_code=old.customer.unit_id)
    if owner is None:
        raise NotFound("customer", customer_code)
    code = f"{customer_code}{FIRST_POINT}"
    if MeteringPoint.objects.filter(code=code).exists():
        raise CannotOpenPoint("point-known", f"{code} is kept already.", point=code)
    return MeteringPoint.objects.create(
        code=code,
        customer_id=owner,
        book_id=old.book_id,
        category=old.category,
        voltage=old.voltage,
        quota_rounding=old.quota_rounding,
    )


def _copy_facts(
    actor: Actor, old: MeteringPoint, new: MeteringPoint, from_on: date, at: datetime, about: str
) -> None:
    """What holds of the place goes on: households, capacity, where the meter hangs."""
    who = {"staff_id": actor.staff_id, "username": actor.username, "product_at": at, "about": about}
    count = old.household_counts.filter(from_on__lte=from_on).order_by("from_on").last()
    if count is not None:
        HouseholdCount.objects.create(
            point=new, from_on=from_on, quota_quarters=count.quota_quarters,
            is_tenants_undeclared=count.is_tenants_undeclared,
        )  # fmt: skip
    capacity = old.capacities.filter(from_on__lte=from_on).last()
    if capacity is not None:
        PointCapacity.objects.create(
            point=new, from_on=from_on, capacity_w=capacity.capacity_w, phase_count=capacity.phase_count,
            **who,
        )  # fmt: skip
    place = old.places.filter(from_on__lte=from_on).last()
    if place is not None:
        MeterPlace.objects.create(point=new, from_on=from_on, place=place.place, **who)
