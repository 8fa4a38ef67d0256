"""The ledger as it was written: slips with their movements, newest first, and transfers that wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.stock.models import Movement, Slip
from donghanh.apps.stock.permissions import check_see_stock
from donghanh.apps.stock.queries.covers import covered_name
from donghanh.apps.stock.queries.warehouses import seen_warehouses

PAGE_SIZE = 50


@dataclass(frozen=True)
class MovementRow:
    """One movement; a recipient is told by the reference of the promise, never by name."""

    kind: str
    item: str
    lot: str
    serial: str
    quantity: int
    from_place: str
    to_place: str


@dataclass(frozen=True)
class SlipCard:
    """A slip with its movements. `signed_by` is covered; `answered_by` is the slip that answers it."""

    number: int
    kind: str
    subject: str
    document: str
    signed_by: str
    evidence: int | None
    why: str
    by: str
    on: date
    at: datetime
    answers: int | None
    answered_by: int | None
    movements: tuple[MovementRow, ...]


def slips(
    *, actor: Actor, day: date, warehouse_code: str = "", item_code: str = "", page: int = 1
) -> tuple[SlipCard, ...]:
    """A page of the slips that touch a warehouse in sight, newest first. raises : Forbidden"""
    check_see_stock(actor=actor)
    codes = [one.pk for one in seen_warehouses(actor=actor, day=day)]
    if warehouse_code:
        codes = [code for code in codes if code == warehouse_code]
    touching = Movement.objects.filter(_touches(codes))
    if item_code:
        touching = touching.filter(lot__item=item_code)
    begin = (max(page, 1) - 1) * PAGE_SIZE
    found = Slip.objects.filter(pk__in=touching.values("slip_id")).order_by("-id")
    return _cards(list(found.select_related("staff", "answer")[begin : begin + PAGE_SIZE]))


def slip(*, actor: Actor, number: int, day: date) -> SlipCard:
    """One slip. raises : Forbidden; NotFound, also for one that touches nothing in sight"""
    check_see_stock(actor=actor)
    codes = [one.pk for one in seen_warehouses(actor=actor, day=day)]
    found = Slip.objects.filter(pk=number).select_related("staff", "answer").first()
    is_seen = found is not None and (
        actor.sees_all or Movement.objects.filter(_touches(codes), slip=found).exists()
    )
    if found is None or not is_seen:
        raise NotFound("slip", number)
    return _cards([found])[0]


def open_transfers(*, actor: Actor, day: date) -> tuple[SlipCard, ...]:
    """What is under way to a warehouse in sight and waits to be accepted, oldest first."""
    check_see_stock(actor=actor)
    codes = [one.pk for one in seen_warehouses(actor=actor, day=day)]
    waiting = Movement.objects.filter(
        kind="transfer_out", to_place__warehouse__in=codes, slip__answer__isnull=True
    )
    found = Slip.objects.filter(pk__in=waiting.values("slip_id")).order_by("id")
    return _cards(list(found.select_related("staff", "answer")))


def _touches(codes: list[str]) -> Q:
    return Q(from_place__warehouse__in=codes) | Q(to_place__warehouse__in=codes)


def _cards(found: list[Slip]) -> tuple[SlipCard, ...]:
    rows: dict[int, list[MovementRow]] = {one.pk: [] for one in found}
    moved = Movement.objects.filter(slip__in=found).select_related("lot", "serial", "from_place", "to_place")
    for one in moved.order_by("id"):
        rows[one.slip_id].append(movement_row(one))
    return tuple(_card(one, tuple(rows[one.pk])) for one in found)


def movement_row(one: Movement) -> MovementRow:
    """A movement as pages show it; within this app."""
    return MovementRow(
        one.kind,
        one.lot.item_id,
        one.lot.code,
        one.serial.number if one.serial else "",
        one.quantity,
        one.from_place.key,
        one.to_place.key,
    )


def _card(one: Slip, moved: tuple[MovementRow, ...]) -> SlipCard:
    answer = getattr(one, "answer", None)
    return SlipCard(
        number=one.pk,
        kind=one.kind,
        subject=one.subject,
        document=one.document,
        signed_by=covered_name(one.signed_by),
        evidence=one.evidence_id,
        why=one.why,
        by=one.staff.full_name if one.staff else one.username,
        on=one.on,
        at=one.product_at,
        answers=one.answers_id,
        answered_by=answer.pk if answer else None,
        movements=moved,
    )
