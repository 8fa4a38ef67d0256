"""Opens one metering point with its meter and what the meter shows first, for a supply that is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from donghanh.apps.metering.bridge.known import customer_id
from donghanh.apps.metering.models import HouseholdCount, Meter, MeteringPoint, ReadingBook
from donghanh.apps.metering.operations.points import begin_meter
from donghanh.apps.metering.permissions import check_decide
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound, Refused

FIRST_POINT = "001"
FEWEST_DIGITS, MOST_DIGITS = 3, 9


class CannotOpenPoint(Refused):
    """Not to be opened: `no-book`, `point-known`, `serial-known`, `digits-wrong`, `index-too-long`."""


@dataclass(frozen=True)
class NewPoint:
    """
    A point and the meter that was hung there.

    book           : code of the reading book; the unit's first one when left empty
    opening_index  : what the meter's one register showed on `from_on`; with it the first bill begins
    quota_quarters : [1/4 household] one household is 4
    """

    customer_code: str
    unit_code: str
    serial: str
    digits: int
    opening_index: int
    from_on: date
    book: str = ""
    quota_quarters: int = 4
    category: str = "residential"


@transaction.atomic
def open_point(*, actor: Actor, new: NewPoint, at: datetime) -> str:
    """
    Write the first point of a customer with its meter, one register and its first reading; answers its code.

    raises : Forbidden; NotFound of the customer; CannotOpenPoint
    """
    check_decide(actor=actor, unit_code=new.unit_code)
    owner = customer_id(code=new.customer_code, unit_code=new.unit_code)
    if owner is None:
        raise NotFound("customer", new.customer_code)
    _check(new)
    code = f"{new.customer_code}{FIRST_POINT}"
    if MeteringPoint.objects.filter(code=code).exists():
        raise CannotOpenPoint("point-known", f"{code} is kept already.", point=code)
    point = MeteringPoint.objects.create(
        code=code, customer_id=owner, book=_book(new), category=new.category, voltage="under_6kv",
        quota_rounding="whole",
    )  # fmt: skip
    HouseholdCount.objects.create(
        point=point, from_on=new.from_on, quota_quarters=new.quota_quarters, is_tenants_undeclared=False
    )
    begin_meter(
        actor=actor, point=point, serial=new.serial, from_on=new.from_on, digits=new.digits, multiplier=1,
        opening={"all": new.opening_index}, at=at,
    )  # fmt: skip
    facts = {"serial": new.serial, "from_on": new.from_on.isoformat(), "opening_index": new.opening_index}
    record_act(actor=actor, act="open_point", subject=f"point:{code}", facts=facts, at=at)
    return code


def check_meter(*, serial: str, digits: int, index: int = 0) -> None:
    """
    Refuse a meter that hangs elsewhere, digits that no meter has, an index longer than the digits.

    raises : CannotOpenPoint
    """
    if not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        text = f"{digits} digits; expected {FEWEST_DIGITS} to {MOST_DIGITS}."
        raise CannotOpenPoint("digits-wrong", text, found=digits)
    if not 0 <= index < 10**digits:
        raise CannotOpenPoint("index-too-long", f"{index} does not fit {digits} digits.", found=index)
    if Meter.objects.filter(serial=serial, until_on=None).exists():
        raise CannotOpenPoint("serial-known", f"Meter {serial} hangs elsewhere.", serial=serial)


def _check(new: NewPoint) -> None:
    check_meter(serial=new.serial, digits=new.digits, index=new.opening_index)


def _book(new: NewPoint) -> ReadingBook:
    books = ReadingBook.objects.filter(unit_id=new.unit_code)
    found = books.filter(code=new.book).first() if new.book else books.order_by("code").first()
    if found is None:
        text = f"{new.unit_code} has no reading book '{new.book}'. Next: open one, or name another."
        raise CannotOpenPoint("no-book", text, unit=new.unit_code, book=new.book)
    return found
