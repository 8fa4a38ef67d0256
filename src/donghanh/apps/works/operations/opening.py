"""Opens an order for a subject and cancels or closes it; who is to be visited is kept as it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works import bridge
from donghanh.apps.works.models import WorkOrder
from donghanh.apps.works.operations.writing import (
    COMPANY_ZONE,
    locked,
    locked_order,
    move_order,
    move_visit,
    open_visit,
)
from donghanh.apps.works.permissions import check_act
from donghanh.apps.works.refusals import CannotOpenOrder

NUMBERS = 0x4C56  # the lock under which orders get their numbers, one after another
UNDER_WAY = ("opened", "planned", "under_way")


@dataclass(frozen=True)
class Recipient:
    """Who is visited, as it is known when the order is opened."""

    name: str
    address: str = ""
    phone: str = ""
    commune_code: str = ""


@dataclass(frozen=True)
class OrderAsked:
    """
    What is to be done.

    subject : `prefix:name`, such as `benefit:M18-21-00001`
    method  : code of a method of work of the lawbook
    safety  : area status -> visit, vi, en, as the campaign's way says it
    asks    : what the crew tells as it hands over: code, kind, vi, en, required, unit, proposed, choices
    """

    subject: str
    unit_code: str
    method: str
    recipient: Recipient
    instructions: str = ""
    safety: Mapping[str, Any] = field(default_factory=dict)
    replaces: str = ""
    asks: Sequence[Mapping[str, Any]] = ()


@transaction.atomic
def open_order(*, actor: Actor, asked: OrderAsked, at: datetime) -> str:
    """
    Open an order and answer its reference, such as `LV-21-00001`.

    raises : Forbidden; CannotOpenOrder `method-unknown`, `order-open-already`; Refused (role)
    """
    check_act(actor=actor)
    day = at.astimezone(COMPANY_ZONE).date()
    method = bridge.method_on(code=asked.method, day=day)
    if method is None:
        raise CannotOpenOrder(
            "method-unknown",
            f"No method of work '{asked.method}' holds on {day}. Next: see `lawbook/data/work_methods`.",
            method=asked.method,
        )
    _take_numbers()
    _check_none_open(subject=asked.subject)
    order = WorkOrder(
        reference=_next_reference(year=day.year), subject=asked.subject, unit_id=asked.unit_code,
        kind=method.work, method=method.code,
        frozen=bridge.frozen(method=method, asks=asked.asks), safety=dict(asked.safety),
        beneficiary_name=asked.recipient.name, address=asked.recipient.address, phone=asked.recipient.phone,
        commune_code=asked.recipient.commune_code, state="", instructions=asked.instructions.strip(),
        replaces=WorkOrder.objects.filter(reference=asked.replaces).first() if asked.replaces else None,
        opened_at=at,
    )  # fmt: skip
    move_order(actor=actor, order=order, move="open", at=at, facts={"method": method.code})
    told = {"subject": asked.subject, "method": method.code, "digest": method.digest}
    record_act(actor=actor, act="work.open", subject=f"work:{order.reference}", facts=told, at=at)
    return order.reference


@transaction.atomic
def cancel_order(*, actor: Actor, reference: str, why: str, at: datetime) -> None:
    """
    Cancel an order and the visit that was still to be made.

    raises : NotFound, Forbidden; Refused `reason-missing`, `not-from-this-state`, `not-for-this-role`
    """
    check_act(actor=actor)
    order = locked_order(actor=actor, reference=reference)
    _end(actor=actor, order=order, move="cancel", why=why, at=at)


@transaction.atomic
def end_order_of(*, actor: Actor, subject: str, move: str, why: str, at: datetime) -> str:
    """
    Cancel or close the open order of a subject, for the app whose thing the subject is.

    That app has checked that the actor may end the thing itself; an order is not hidden from its own end.

    move    : cancel, or close when it was delivered and recorded without the telephone
    returns : the order's reference; empty when none was open
    """
    found = WorkOrder.objects.filter(subject=subject, state__in=UNDER_WAY).values_list("reference", flat=True)
    reference = found.first()
    if reference is None:
        return ""
    _end(actor=actor, order=locked(reference=reference), move=move, why=why, at=at)
    return str(reference)


def _end(*, actor: Actor, order: WorkOrder, move: str, why: str, at: datetime) -> None:
    visit = open_visit(order=order)
    if visit is not None:
        move_visit(actor=actor, visit=visit, move="cancel", at=at, why=why)
    move_order(actor=actor, order=order, move=move, at=at, why=why)
    told = {"why": why.strip()}
    record_act(actor=actor, act=f"work.{move}", subject=f"work:{order.reference}", facts=told, at=at)


def _take_numbers() -> None:
    """Hold the numbers until the transaction ends: two orders opened at once get two numbers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERS])


def _check_none_open(*, subject: str) -> None:
    standing = WorkOrder.objects.filter(subject=subject, state__in=UNDER_WAY).first()
    if standing is not None:
        raise CannotOpenOrder(
            "order-open-already",
            f"{subject} has the order {standing.reference} ({standing.state}) already.",
            subject=subject, order=standing.reference, state=standing.state,
        )  # fmt: skip


def _next_reference(*, year: int) -> str:
    prefix = f"LV-{year % 100:02d}-"
    last = WorkOrder.objects.filter(reference__startswith=prefix).order_by("-reference").first()
    return f"{prefix}{int(last.reference.rsplit('-', 1)[1]) + 1 if last else 1:05d}"
