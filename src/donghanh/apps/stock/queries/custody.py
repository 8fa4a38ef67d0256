"""The chain of custody: every hand that one thing, or one lot, went through; who, when, what proves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.stock.models import Lot, Movement, Serial
from donghanh.apps.stock.permissions import check_see_stock
from donghanh.apps.stock.queries.covers import covered_name
from donghanh.apps.stock.queries.slips import MovementRow, movement_row
from donghanh.apps.stock.queries.warehouses import seen_warehouses


@dataclass(frozen=True)
class CustodyStep:
    """One movement with its slip: who wrote it, when, for whom, what proves it."""

    slip: int
    movement: MovementRow
    by: str
    at: datetime
    subject: str
    signed_by: str
    evidence: int | None
    why: str


@dataclass(frozen=True)
class Custody:
    """The chain of a serial (`serial` set) or of a whole lot; `is_at` is where the serial is now."""

    item: str
    lot: str
    serial: str
    expires_on: date | None
    is_at: str
    steps: tuple[CustodyStep, ...]


def custody(*, actor: Actor, item_code: str, day: date, serial: str = "", lot: str = "") -> Custody:
    """
    The chain of one serial number, or of one lot, from the oldest movement on.

    raises : Forbidden; NotFound, also for what never was in a warehouse in sight
    """
    check_see_stock(actor=actor)
    if serial:
        thing = Serial.objects.select_related("lot", "place").filter(item=item_code, number=serial).first()
        if thing is None:
            raise NotFound("serial", serial)
        steps = _steps(actor, day, Movement.objects.filter(serial=thing), serial)
        return Custody(item_code, thing.lot.code, serial, thing.lot.expires_on, thing.place.key, steps)
    found = Lot.objects.filter(item=item_code, code=lot).first()
    if found is None:
        raise NotFound("lot", lot)
    steps = _steps(actor, day, Movement.objects.filter(lot=found), lot)
    return Custody(item_code, found.code, "", found.expires_on, "", steps)


def _steps(
    actor: Actor, day: date, rows: QuerySet[Movement], name: str
) -> tuple[CustodyStep, ...]:  # fmt: skip
    moved = list(rows.select_related("slip__staff", "lot", "serial", "from_place", "to_place").order_by("id"))
    seen = {one.pk for one in seen_warehouses(actor=actor, day=day)}
    touched = {place.warehouse_id for one in moved for place in (one.from_place, one.to_place)}
    if not actor.sees_all and not seen & touched:
        raise NotFound("serial", name)
    return tuple(_step(one) for one in moved)


def _step(one: Movement) -> CustodyStep:
    paper = one.slip
    return CustodyStep(
        slip=paper.pk,
        movement=movement_row(one),
        by=paper.staff.full_name if paper.staff else paper.username,
        at=paper.product_at,
        subject=paper.subject,
        signed_by=covered_name(paper.signed_by),
        evidence=paper.evidence_id,
        why=paper.why,
    )
