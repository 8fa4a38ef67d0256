"""Meters that are swapped, and numbers of households that change: dated rows, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from donghanh.apps.metering.models import HouseholdCount, Meter
from donghanh.apps.metering.operations.points import (
    CannotHang,
    begin_meter,
    check_closing,
    check_index,
    end_meter,
    hanging_meter,
    local_day,
    locked_point,
)
from donghanh.apps.metering.permissions import check_hang
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor


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
              `index-too-long`, `index-below-last`, `day-outside`, `reading-kept-already`
    """
    point = locked_point(actor=actor, code=point_code, check=check_hang)
    old = hanging_meter(point=point)
    _check_swap(old, serial, from_on, closing, opening, digits, at)
    end_meter(actor=actor, meter=old, until_on=from_on, closing=closing, kind="swap", at=at)
    begin_meter(
        actor=actor, point=point, serial=serial, from_on=from_on, digits=digits, multiplier=multiplier,
        opening=opening, at=at,
    )  # fmt: skip
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
    point = locked_point(actor=actor, code=point_code)
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


def _check_swap(
    old: Meter, serial: str, from_on: date, closing: Mapping[str, int], opening: Mapping[str, int],
    digits: int, at: datetime,
) -> None:  # fmt: skip
    if Meter.objects.filter(serial=serial, until_on=None).exists():
        raise CannotHang("serial-known", f"Meter {serial} hangs elsewhere.", serial=serial)
    if not opening:
        raise CannotHang("registers-differ", "The new meter has no register.", found="", expected="all")
    check_closing(meter=old, until_on=from_on, closing=closing, at=at)
    for index in opening.values():
        check_index(index=index, digits=digits)
    if from_on > local_day(at):
        raise CannotHang("day-outside", f"{from_on} is still to come.", found=from_on.isoformat())
