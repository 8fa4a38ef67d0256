"""
Holds bills back before they go out, and takes decisions: release, or replace the reading.

Checking a month again changes nothing that was decided: a release stands for one energy, and a bill whose
energy is another is held anew.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl
from django.db import transaction

from donghanh.apps.metering.bridge.billing import facts_of
from donghanh.apps.metering.models import Hold, HoldDecision, Meter, PhotoRequest, Reading
from donghanh.apps.metering.operations.deciding import CannotDecide, decision, open_holds
from donghanh.apps.metering.operations.rechecking import end_rechecks
from donghanh.apps.metering.permissions import check_read_in
from donghanh.apps.metering.queries.billing import open_findings, reckoned_month, reckoned_points
from donghanh.apps.organisation.operations import record_act, record_acts
from donghanh.apps.organisation.permissions import Actor, check_see_unit
from donghanh.kernel.metering_tables import BILL_ENDS
from donghanh.kernel.months import month_of

PHOTO_DAYS = 7
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class MonthChecked:
    """How many holds a check found, how many of them are new, and how many fell away."""

    open: int
    new: int
    gone: int


@transaction.atomic
def check_month(*, actor: Actor, unit_code: str, month: date, at: datetime) -> MonthChecked:
    """
    Check a unit's month and write down what is held; again, it adds only what is new.

    raises : Forbidden, NoReadingTerms
    """
    check_read_in(actor=actor)
    check_see_unit(actor=actor, unit_code=unit_code)
    reckoned = reckoned_month(unit_code=unit_code, month=month)
    findings = open_findings(reckoned=reckoned)
    kept = {
        (hold.point_id, hold.rule): hold
        for hold in Hold.objects.select_for_update().filter(unit_id=unit_code, month=month)
    }
    new, seen = [], set()
    for row in findings.iter_rows(named=True):
        key = (row["point"], row["rule"])
        seen.add(key)
        if key not in kept:
            new.append(_hold(row, unit_code, month, at))
        elif kept[key].state != "open" or kept[key].kwh != row["kwh"]:
            _update(kept[key], state="open", kwh=row["kwh"], facts=facts_of(row["facts"]))
    Hold.objects.bulk_create(new)
    gone = [hold for key, hold in kept.items() if hold.state == "open" and key not in seen]
    for hold in gone:
        _update(hold, state="gone")
    end_rechecks(actor=actor, holds=gone, why="Chỉ số khác đã trả lời", at=at)
    facts = {"open": len(seen), "new": len(new), "gone": len(gone)}
    subject = f"holds:{unit_code}:{month:%Y-%m}"
    record_act(actor=actor, act="check_readings", subject=subject, facts=facts, at=at)
    return MonthChecked(len(seen), len(new), len(gone))


@transaction.atomic
def release_holds(*, actor: Actor, numbers: Collection[int], why: str, at: datetime) -> int:
    """
    Let bills go out as they are; all of the holds named, or none.

    raises : Forbidden, NotFound; CannotDecide `reason-missing`, `not-open`, `reading-needed`
    """
    holds = open_holds(actor, numbers, why)
    for hold in holds:
        if not hold.is_releasable:
            text = f"Hold {hold.pk} ({hold.rule}) needs another reading; it cannot go out as it is."
            raise CannotDecide("reading-needed", text, number=hold.pk)
    HoldDecision.objects.bulk_create(decision(actor, hold, "release", why, at) for hold in holds)
    Hold.objects.filter(pk__in=[hold.pk for hold in holds]).update(state="released")
    end_rechecks(actor=actor, holds=holds, why=why, at=at)
    done = [(f"hold:{hold.pk}", {"why": why, "kwh": hold.kwh}) for hold in holds]
    record_acts(actor=actor, act="release_hold", done=done, at=at)
    return len(holds)


@transaction.atomic
def replace_reading(
    *, actor: Actor, number: int, index: int, why: str, at: datetime, register: str = "all",
    is_estimated: bool = False, read_on: date | None = None,
) -> int:  # fmt: skip
    """
    Put another index in place of the one that a hold is about, or where there is none; answers the reading.

    The old row stays, the new one points back to it. The decision stands for the energy that follows from it.

    index    : as the register shows it, or is thought to show
    register : of the meter that hangs
    read_on  : day of the reading where there was none; the book's day when left out
    raises   : Forbidden, NotFound; CannotDecide `reason-missing`, `not-open`, `register-unknown`,
               `index-too-long`, `day-outside`
    """
    (hold,) = open_holds(actor, [number], why)
    old = _reading_of(hold, register)
    meter = old.meter if old else _meter_of(hold, register)
    if not 0 <= index < 10**meter.digits:
        text = f"{index} does not fit {meter.digits} digits."
        raise CannotDecide("index-too-long", text, found=index, expected=10**meter.digits - 1)
    due_on, due_kind = _due(hold)
    on = old.read_on if old else (read_on or due_on)
    if month_of(on) != hold.month or on > at.date():
        text = f"{on} is no day of {hold.month:%m/%Y} that has been."
        raise CannotDecide("day-outside", text, found=on.isoformat(), expected=f"{hold.month:%Y-%m}")
    reading = Reading.objects.create(
        point=hold.point, meter=meter, register=register, read_on=on, index=index,
        kind="estimated" if is_estimated else (old.kind if old else due_kind), channel="desk",
        corrects=old, why=why.strip(), staff_id=actor.staff_id, username=actor.username, product_at=at,
    )  # fmt: skip
    kwh = _energy_now(hold)
    told = decision(actor, hold, "replace", why, at)
    told.kwh, told.reading = kwh, reading
    told.save()
    _update(hold, state="replaced", kwh=kwh)
    end_rechecks(actor=actor, holds=[hold], why=why, at=at)
    facts = {"why": why, "index": index, "old": old.index if old else None, "kwh": kwh}
    record_act(actor=actor, act="replace_reading", subject=f"hold:{number}", facts=facts, at=at)
    return int(reading.pk)


@transaction.atomic
def request_photo(*, actor: Actor, number: int, at: datetime) -> str:
    """
    Make a code by which the customer may send a picture of the meter; asked again, it answers the same code.

    raises : Forbidden, NotFound; CannotDecide `not-open`
    """
    (hold,) = open_holds(actor, [number], "photo")
    kept = hold.photo_requests.filter(until_on__gt=at.date()).first()
    if kept is not None:
        return str(kept.code)
    code = "".join(secrets.choice(ALPHABET) for _ in range(12))
    PhotoRequest.objects.create(
        hold=hold, code=code, until_on=at.date() + timedelta(days=PHOTO_DAYS), staff_id=actor.staff_id,
        username=actor.username, product_at=at,
    )  # fmt: skip
    record_act(actor=actor, act="request_meter_photo", subject=f"hold:{number}", facts={}, at=at)
    return code


def _hold(row: dict[str, object], unit_code: str, month: date, at: datetime) -> Hold:
    return Hold(
        point_id=row["point"], unit_id=unit_code, month=month, rule=row["rule"], kwh=row["kwh"],
        is_releasable=row["is_releasable"], facts=facts_of(str(row["facts"])), product_at=at,
    )  # fmt: skip


def _update(hold: Hold, **values: object) -> None:
    for name, value in values.items():
        setattr(hold, name, value)
    hold.save(update_fields=list(values))


def _reading_of(hold: Hold, register: str) -> Reading | None:
    """The reading that ends the bill and counts, of one register."""
    return (
        Reading.objects.filter(
            point=hold.point, register=register, kind__in=BILL_ENDS, corrections__isnull=True,
            read_on__year=hold.month.year, read_on__month=hold.month.month,
        )
        .select_related("meter")
        .order_by("-read_on", "-pk")
        .first()
    )  # fmt: skip


def _due(hold: Hold) -> tuple[date, str]:
    """The day on which the month's reading was due, and its kind: a contract that ended before is closed."""
    on = hold.month.replace(day=hold.point.book.reading_day)
    ended = hold.point.customer.contract_until
    if ended is not None and ended <= on:
        return ended - timedelta(days=1), "closing"
    return on, "periodic"


def _meter_of(hold: Hold, register: str) -> Meter:
    meter = Meter.objects.filter(point=hold.point, registers__register=register).order_by("-from_on").first()
    if meter is None:
        raise CannotDecide("register-unknown", f"The meter has no register {register}.", found=register)
    return meter


def _energy_now(hold: Hold) -> int | None:
    reckoned = reckoned_points(points=[hold.point_id], month=hold.month)
    now = reckoned.periods.filter(pl.col("month") == hold.month)
    return now["kwh"][0] if now.height else None
