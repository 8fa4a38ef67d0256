"""Meters that are swapped, and numbers of households that change: dated rows, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from donghanh.apps.metering.models import HouseholdCount, Meter, MeteringPoint, MeterRegister, Reading
from donghanh.apps.metering.permissions import check_decide
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound, Refused


class CannotHang(Refused):
    """The meter cannot be taken off or put up, or the number of households cannot be set."""


@transaction.atomic
def swap_meter(
    *, actor: Actor, point_code: str, serial: str, from_on: date, closing: Mapping[str, int],
    opening: Mapping[str, int], digits: int, multiplier: int, at: datetime,
) -> None:  # fmt: skip
    """
    Take the meter of a point off and put another one up.

    serial  : of the new meter
    from_on : first day on which the new meter counts; the old one's closing reading is of the day before
    closing : register -> index that the old meter showed, for each of its registers
    opening : register -> index that the new meter shows, for each of its registers
    raises  : Forbidden, NotFound; CannotHang `serial-known`, `no-meter`, `registers-differ`,
              `index-too-long`, `day-outside`, `reading-kept-already`
    """
    point = _point(actor, point_code)
    old = point.meters.select_for_update().filter(until_on=None).first()
    if old is None:
        raise CannotHang("no-meter", f"No meter hangs at {point_code}.", point=point_code)
    _check_swap(old, serial, from_on, closing, opening, digits, at)
    last_on = from_on - timedelta(days=1)
    Reading.objects.bulk_create(
        Reading(
            point=point, meter=old, register=register, read_on=last_on, index=index, kind="swap",
            channel="desk", staff_id=actor.staff_id, username=actor.username, product_at=at,
        )
        for register, index in closing.items()
    )  # fmt: skip
    old.until_on = from_on
    old.save(update_fields=["until_on"])
    new = Meter.objects.create(
        serial=serial, point=point, from_on=from_on, digits=digits, multiplier=multiplier
    )
    MeterRegister.objects.bulk_create(
        MeterRegister(meter=new, register=register, opening_index=index)
        for register, index in opening.items()
    )
    facts = {"old": old.serial, "new": serial, "from_on": from_on.isoformat(), "closing": dict(closing)}
    record_act(actor=actor, act="swap_meter", subject=f"point:{point_code}", facts=facts, at=at)


@transaction.atomic
def set_households(
    *, actor: Actor, point_code: str, from_on: date, quota_quarters: int, at: datetime,
    is_tenants_undeclared: bool = False,
) -> None:  # fmt: skip
    """
    Say how many households share a point's meter from a day on; until then the number before holds.

    quota_quarters : [1/4 household] one household is 4
    raises         : Forbidden, NotFound; CannotHang `households-not-whole`, `day-known`
    """
    point = _point(actor, point_code)
    if not 1 <= quota_quarters <= 40_000:
        text = f"{quota_quarters} quarters of a household; at least one is wanted."
        raise CannotHang("households-not-whole", text, found=quota_quarters)
    if point.household_counts.filter(from_on=from_on).exists():
        text = f"A number from {from_on} on is kept; name another day."
        raise CannotHang("day-known", text, day=from_on.isoformat())
    HouseholdCount.objects.create(
        point=point, from_on=from_on, quota_quarters=quota_quarters,
        is_tenants_undeclared=is_tenants_undeclared,
    )  # fmt: skip
    facts = {"from_on": from_on.isoformat(), "quota_quarters": quota_quarters}
    record_act(actor=actor, act="set_households", subject=f"point:{point_code}", facts=facts, at=at)


def _point(actor: Actor, code: str) -> MeteringPoint:
    point = (
        MeteringPoint.objects.select_for_update(of=("self",)).select_related("customer").filter(code=code)
        .first()
    )  # fmt: skip
    seen = actor.unit_codes
    if point is None or (seen is not None and point.customer.unit_id not in seen):
        raise NotFound("metering_point", code)
    check_decide(actor=actor, unit_code=point.customer.unit_id)
    return point


def _check_swap(
    old: Meter, serial: str, from_on: date, closing: Mapping[str, int], opening: Mapping[str, int],
    digits: int, at: datetime,
) -> None:  # fmt: skip
    if Meter.objects.filter(serial=serial).exists():
        raise CannotHang("serial-known", f"Meter {serial} is kept already.", serial=serial)
    registers = set(old.registers.values_list("register", flat=True))
    if set(closing) != registers or not opening:
        expected = ", ".join(sorted(registers))
        text = f"Closing indices of {sorted(closing)} were given; expected {expected}."
        raise CannotHang("registers-differ", text, found=", ".join(sorted(closing)), expected=expected)
    for index, most in [
        *((one, old.digits) for one in closing.values()),
        *((one, digits) for one in opening.values()),
    ]:
        if not 0 <= index < 10**most:
            raise CannotHang("index-too-long", f"{index} does not fit {most} digits.", found=index)
    if not old.from_on < from_on <= at.date():
        text = f"{from_on} is not after {old.from_on}, or is still to come."
        raise CannotHang("day-outside", text, found=from_on.isoformat())
    if Reading.objects.filter(meter=old, read_on__gte=from_on - timedelta(days=1)).exists():
        text = f"Meter {old.serial} has a reading of {from_on - timedelta(days=1)} or later."
        raise CannotHang("reading-kept-already", text, serial=old.serial)
