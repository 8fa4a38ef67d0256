"""
Counts a shelf blind, then lets a second person decide whether the ledger is adjusted.

Who counts is not shown what the ledger says; the difference is taken at the moment of the count, so that what
moves afterwards stays counted. Things with serial numbers are not adjusted by a number: a missing one is
written off by its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.stock.models import Level, Recount, RecountDecision, RecountLine, Slip
from donghanh.apps.stock.operations.ledger import (
    ZONE,
    Leg,
    Paper,
    check_reason,
    lock_items,
    place_of,
    shelf_of,
    warehouse_named,
    write_slip,
)
from donghanh.apps.stock.operations.shelves import MOST, lot_named
from donghanh.apps.stock.permissions import check_keep
from donghanh.apps.stock.refusals import CannotMoveGoods, NotFound


@dataclass(frozen=True)
class Count:
    """How many of a lot somebody found on the shelf."""

    item: str
    lot: str
    counted: int


@transaction.atomic
def record_recount(
    *, actor: Actor, warehouse_code: str, counts: Sequence[Count], at: datetime, key: str, why: str = ""
) -> int:
    """
    Write down what was found; the ledger's amounts of that moment are kept beside it, unseen by who counts.

    key    : of this count; sent again, it answers the same number
    raises : Forbidden (keeper, a named person); NotFound; CannotMoveGoods `nothing-named`, `lot-unknown`,
             `quantity-not-possible`, `serials-by-name`, `lot-repeated`
    """
    warehouse = warehouse_named(warehouse_code, at=at)
    check_keep(actor=actor, warehouse=warehouse, day=at.astimezone(ZONE).date())
    staff_id = _person(actor)
    items = lock_items(one.item for one in counts)
    own_key = f"{actor.username}:{key}"[:80]
    if before := Recount.objects.filter(key=own_key).first():
        return int(before.pk)
    _check(counts)
    for item in items.values():
        if item.is_serialised:
            raise CannotMoveGoods(
                "serials-by-name", f"{item.code}: write off a missing number.", item=item.code
            )
    made = Recount.objects.create(
        warehouse=warehouse, key=own_key, why=why.strip(), counted_by_id=staff_id, username=actor.username,
        product_at=at,
    )  # fmt: skip
    lots = [(lot_named(item=items[one.item], code=one.lot), one.counted) for one in counts]
    shelf = shelf_of(warehouse)
    stored = dict(Level.objects.filter(place=shelf).values_list("lot_id", "quantity"))
    RecountLine.objects.bulk_create(
        RecountLine(recount=made, lot=lot, counted=counted, recorded=stored.get(lot.pk, 0))
        for lot, counted in lots
    )
    facts = {"warehouse": warehouse_code, "lines": len(counts)}
    record_act(actor=actor, act="stock.recount", subject=f"recount:{made.pk}", facts=facts, at=at)
    return int(made.pk)


@transaction.atomic
def decide_recount(*, actor: Actor, number: int, is_approved: bool, at: datetime, why: str) -> int | None:
    """
    Approve a count, and adjust the ledger by its differences; or turn it down. Answers the slip, if any.

    raises : Forbidden (a keeper who did not count); NotFound; CannotMoveGoods `reason-needed`,
             `decided-before`, `goods-moved-on`
    """
    found = Recount.objects.select_related("warehouse__unit").filter(pk=number).first()
    if found is None:
        raise NotFound("recount", number)
    check_keep(actor=actor, warehouse=found.warehouse, day=at.astimezone(ZONE).date())
    staff_id = _person(actor)
    if staff_id == found.counted_by_id:
        raise Forbidden("counted_it_himself", recount=number, username=actor.username)
    check_reason(why, act="decide_recount")
    lines = list(found.lines.select_related("lot"))
    lock_items(line.lot.item_id for line in lines)
    if RecountDecision.objects.filter(recount=found).exists():
        raise CannotMoveGoods("decided-before", f"Recount {number} was decided before.", recount=number)
    slip = _adjusted(actor, found, lines, at, why) if is_approved else None
    RecountDecision.objects.create(
        recount=found, is_approved=is_approved, slip=slip, decided_by_id=staff_id, username=actor.username,
        why=why.strip(), product_at=at,
    )  # fmt: skip
    facts = {"is_approved": is_approved, "slip": slip.pk if slip else None}
    record_act(actor=actor, act="stock.decide_recount", subject=f"recount:{number}", facts=facts, at=at)
    return int(slip.pk) if slip else None


def _adjusted(
    actor: Actor, found: Recount, lines: Sequence[RecountLine], at: datetime, why: str
) -> Slip | None:
    shelf, lost = shelf_of(found.warehouse), place_of("lost")
    legs = []
    for line in lines:
        off = line.counted - line.recorded
        if off:
            begin, end = (lost, shelf) if off > 0 else (shelf, lost)
            legs.append(Leg("recount", line.lot_id, abs(off), begin.pk, end.pk))
    if not legs:
        return None
    paper = Paper(document=f"recount {found.pk}", why=why)
    return write_slip(actor=actor, kind="recount", legs=legs, at=at, paper=paper)


def _check(counts: Sequence[Count]) -> None:
    if not counts:
        raise CannotMoveGoods("nothing-named", "Nothing was counted.")
    if len({(one.item, one.lot) for one in counts}) != len(counts):
        raise CannotMoveGoods("lot-repeated", "A lot is counted twice. Next: add the two up.")
    for one in counts:
        if not 0 <= one.counted <= MOST:
            raise CannotMoveGoods(
                "quantity-not-possible", f"{one.counted} is no count.", quantity=one.counted
            )


def _person(actor: Actor) -> int:
    if actor.staff_id is None:
        raise Forbidden("needs_a_person", username=actor.username)
    return actor.staff_id
