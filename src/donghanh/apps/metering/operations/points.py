"""A point locked for an act, the meter that hangs there, and what its last index must be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from donghanh.apps.metering.bridge.showing import last_index
from donghanh.apps.metering.models import Meter, MeteringPoint, MeterRegister, Reading
from donghanh.apps.metering.permissions import check_decide
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.lawbook.reading_checks import read_terms

COMPANY_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ONE_DAY = timedelta(days=1)


class CannotHang(Refused):
    """The meter cannot be taken off or put up, or a dated fact of the point cannot be set."""


def locked_point(*, actor: Actor, code: str, check: Callable[..., None] = check_decide) -> MeteringPoint:
    """Lock a point that the actor sees and may change; raises NotFound, Forbidden."""
    point = (
        MeteringPoint.objects.select_for_update(of=("self",)).select_related("customer").filter(code=code)
        .first()
    )  # fmt: skip
    seen = actor.unit_codes
    if point is None or (seen is not None and point.customer.unit_id not in seen):
        raise NotFound("metering_point", code)
    check(actor=actor, unit_code=point.customer.unit_id)
    return point


def hanging_meter(*, point: MeteringPoint) -> Meter:
    """The meter that hangs at a point, locked; raises CannotHang `no-meter`."""
    found = point.meters.select_for_update().filter(until_on=None).first()
    if found is None:
        raise CannotHang("no-meter", f"No meter hangs at {point.code}.", point=point.code)
    return found


def local_day(at: datetime) -> date:
    """The company's day of an instant."""
    return at.astimezone(COMPANY_ZONE).date()


def check_closing(*, meter: Meter, until_on: date, closing: Mapping[str, int], at: datetime) -> None:
    """
    Refuse indices and a day with which the meter's days cannot end.

    until_on : first day on which the meter no longer counts; the indices stand for the end of the day before
    raises   : CannotHang `registers-differ`, `index-too-long`, `day-outside`, `reading-kept-already`,
               `index-below-last`
    """
    check_registers(meter=meter, indices=closing)
    last_on = until_on - ONE_DAY
    if not meter.from_on < until_on or last_on > local_day(at):
        text = f"{last_on} is before {meter.from_on}, when the meter was put up, or is still to come."
        raise CannotHang("day-outside", text, found=last_on.isoformat(), expected=meter.from_on.isoformat())
    later = meter.readings.exclude(kind="opening").filter(read_on__gte=last_on, corrections=None)
    kept = later.order_by("-read_on").first()
    if kept is not None:
        text = f"Meter {meter.serial} has a reading of {kept.read_on}; the last day must be after it."
        raise CannotHang("reading-kept-already", text, serial=meter.serial, found=kept.read_on.isoformat())
    for register, index in closing.items():
        _check_advance(meter, register, index, last_on)


def check_registers(*, meter: Meter, indices: Mapping[str, int]) -> None:
    """Refuse indices of other registers than the meter's, and an index longer than its digits."""
    registers = set(meter.registers.values_list("register", flat=True))
    if set(indices) != registers:
        expected, found = ", ".join(sorted(registers)), ", ".join(sorted(indices))
        text = f"Indices of {found} were given; expected {expected}."
        raise CannotHang("registers-differ", text, found=found, expected=expected)
    for index in indices.values():
        check_index(index=index, digits=meter.digits)


def check_index(*, index: int, digits: int) -> None:
    """Refuse an index that does not fit the digits."""
    if not 0 <= index < 10**digits:
        raise CannotHang("index-too-long", f"{index} does not fit {digits} digits.", found=index)


def end_meter(
    *, actor: Actor, meter: Meter, until_on: date, closing: Mapping[str, int], kind: str, at: datetime
) -> None:  # fmt: skip
    """Write the last readings of a meter's days, of the day before `until_on`, and end them."""
    write_readings(actor=actor, meter=meter, read_on=until_on - ONE_DAY, indices=closing, kind=kind, at=at)
    meter.until_on = until_on
    meter.save(update_fields=["until_on"])


def begin_meter(
    *, actor: Actor, point: MeteringPoint, serial: str, from_on: date, digits: int, multiplier: int,
    opening: Mapping[str, int], at: datetime,
) -> Meter:  # fmt: skip
    """Put a meter up: its registers, and each one's first reading, of the beginning of that day."""
    meter = Meter.objects.create(
        serial=serial, point=point, from_on=from_on, digits=digits, multiplier=multiplier
    )
    MeterRegister.objects.bulk_create(
        MeterRegister(meter=meter, register=register, opening_index=index)
        for register, index in opening.items()
    )
    write_readings(actor=actor, meter=meter, read_on=from_on, indices=opening, kind="opening", at=at)
    return meter


def write_readings(
    *, actor: Actor, meter: Meter, read_on: date, indices: Mapping[str, int], kind: str, at: datetime
) -> None:  # fmt: skip
    """Write a reading of each register."""
    Reading.objects.bulk_create(
        Reading(
            point_id=meter.point_id, meter=meter, register=register, read_on=read_on, index=index, kind=kind,
            channel="desk", staff_id=actor.staff_id, username=actor.username, product_at=at,
        )
        for register, index in indices.items()
    )  # fmt: skip


def _check_advance(meter: Meter, register: str, index: int, day: date) -> None:
    """A smaller index is a roll-over only within the share of the range that the reading checks allow."""
    last = last_index(meter=meter, register=register)
    whole = 10**meter.digits
    share = read_terms(day=day.replace(day=1)).rollover_percent
    if index < last and (index - last + whole) * 100 > whole * share:
        text = f"{index} is below {last}, the last index of meter {meter.serial}."
        raise CannotHang("index-below-last", text, found=index, expected=last, serial=meter.serial)
