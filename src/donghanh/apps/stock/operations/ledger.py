"""
The core that every act on goods goes through: items locked in order, a slip, its movements.

Who changes amounts holds the locks of the items concerned, taken in the order of their codes before anything
else, so acts on the same goods queue up and none waits for another in a ring. Below stands the database: a
level below zero, or a serial that is elsewhere, is refused there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.stock.models import Item, Movement, Place, Slip, Warehouse
from donghanh.apps.stock.refusals import CannotMoveGoods, NotFound
from donghanh.kernel.digests import digest_of_rows

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class Leg:
    """One movement to be written: so many of a lot (or one serial) from a place to another."""

    kind: str
    lot_id: int
    quantity: int
    from_place_id: int
    to_place_id: int
    serial_id: int | None = None
    corrects_id: int | None = None


@dataclass(frozen=True)
class Paper:
    """What a slip says beside its movements; `key` is the sender's own, so that sent twice is done once."""

    key: str = ""
    subject: str = ""
    document: str = ""
    signed_by: str = ""
    evidence: int | None = None
    why: str = ""
    answers: Slip | None = None


def lock_items(codes: Iterable[str]) -> dict[str, Item]:
    """
    Lock items in the order of their codes until the end of the transaction.

    raises : NotFound, for a code that is no item
    """
    wanted = sorted(set(codes))
    found = {
        item.code: item
        for item in Item.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("code")
    }
    for code in wanted:
        if code not in found:
            raise NotFound("item", code)
    return found


def warehouse_named(code: str, *, at: datetime | None = None) -> Warehouse:
    """
    Find a warehouse; with `at` it must be open on that day.

    raises : NotFound; CannotMoveGoods `warehouse-closed`
    """
    found = Warehouse.objects.select_related("unit").filter(pk=code).first()
    if found is None:
        raise NotFound("warehouse", code)
    if at is not None:
        day = at.astimezone(ZONE).date()
        if day < found.opened_on or (found.closed_on is not None and day >= found.closed_on):
            raise CannotMoveGoods(
                "warehouse-closed",
                f"{code} is not open on {day}. Next: choose another.",
                warehouse=code,
                day=day,
            )
    return found


def place_of(kind: str, name: str = "", warehouse: Warehouse | None = None) -> Place:
    """Find the place of a kind and name, or make it; after the items are locked, in the order of the keys."""
    key = f"{kind}:{name}" if name else kind
    return Place.objects.get_or_create(key=key, defaults={"kind": kind, "warehouse": warehouse})[0]


def shelf_of(warehouse: Warehouse) -> Place:
    return place_of("warehouse", warehouse.code, warehouse)


def way_to(warehouse: Warehouse) -> Place:
    return place_of("transit", warehouse.code, warehouse)


def written_before(*, actor: Actor, key: str, asked: Mapping[str, object]) -> Slip | None:
    """
    Find the slip that the same key wrote; asked after the items are locked.

    raises : CannotMoveGoods `key-used-otherwise`, when the key stood for another act
    """
    if not key:
        return None
    found = Slip.objects.filter(key=_own_key(actor, key)).first()
    if found is not None and found.digest != digest_of_rows([asked]):
        raise CannotMoveGoods(
            "key-used-otherwise",
            f"The key '{key}' stands for slip {found.pk}, which was asked for in other words. "
            "Next: send a new act under a new key.",
            slip=found.pk,
        )
    return found


def write_slip(
    *, actor: Actor, kind: str, legs: Sequence[Leg], at: datetime, paper: Paper,
    asked: Mapping[str, object] | None = None,
) -> Slip:  # fmt: skip
    """
    Write a slip with its movements and the act's audit row; the levels follow by the database.

    raises : CannotMoveGoods `goods-moved-on`, when the amounts are no longer there
    """
    slip = Slip.objects.create(
        kind=kind, key=_own_key(actor, paper.key), digest=digest_of_rows([asked]) if asked else "",
        subject=paper.subject, document=paper.document.strip(), signed_by=paper.signed_by.strip(),
        evidence_id=paper.evidence, why=paper.why.strip(), answers=paper.answers,
        staff_id=actor.staff_id, username=actor.username,
        on=at.astimezone(ZONE).date(), product_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            Movement.objects.bulk_create(Movement(slip=slip, **vars(leg)) for leg in legs)
    except IntegrityError as reason:
        raise CannotMoveGoods(
            "goods-moved-on",
            "The goods are no longer where this act takes them from. Next: look at the levels again.",
            kind=kind,
        ) from reason
    facts = {"slip": slip.pk, "subject": paper.subject, "pieces": sum(leg.quantity for leg in legs)}
    record_act(actor=actor, act=f"stock.{kind}", subject=f"slip:{slip.pk}", facts=facts, at=at)
    return slip


def check_reason(why: str, *, act: str) -> None:
    """raises : CannotMoveGoods `reason-needed`"""
    if not why.strip():
        raise CannotMoveGoods("reason-needed", f"'{act}' needs a written reason.", act=act)


def _own_key(actor: Actor, key: str) -> str:
    """A key is its sender's own: nobody runs into another's."""
    return f"{actor.username}:{key}"[:80] if key else ""
