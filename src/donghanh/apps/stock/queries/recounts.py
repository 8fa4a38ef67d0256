"""Recounts that wait for a second person, or were decided; who counted does not see the ledger here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.stock.models import Recount
from donghanh.apps.stock.permissions import check_see_stock
from donghanh.apps.stock.queries.warehouses import seen_warehouses


@dataclass(frozen=True)
class RecountLineRow:
    """One lot: found, and what the ledger said; None for the person who counted, while it waits."""

    item: str
    lot: str
    counted: int
    recorded: int | None

    @property
    def difference(self) -> int | None:
        return None if self.recorded is None else self.counted - self.recorded


@dataclass(frozen=True)
class RecountCard:
    """A count: by whom, when, what was decided ("", approved, turned down) and by whom."""

    number: int
    warehouse: str
    by: str
    is_mine: bool
    at: datetime
    why: str
    decided: str
    decided_by: str
    slip: int | None
    lines: tuple[RecountLineRow, ...]


def recounts(*, actor: Actor, day: date, warehouse_code: str = "") -> tuple[RecountCard, ...]:
    """The counts of the warehouses in sight, newest first, at most a hundred. raises : Forbidden"""
    check_see_stock(actor=actor)
    codes = [one.pk for one in seen_warehouses(actor=actor, day=day)]
    rows = Recount.objects.filter(warehouse__in=codes)
    if warehouse_code:
        rows = rows.filter(warehouse=warehouse_code)
    loaded = rows.select_related("counted_by", "decision__decided_by").prefetch_related("lines__lot")
    return tuple(_card(actor, one) for one in loaded.order_by("-id")[:100])


def recount(*, actor: Actor, number: int, day: date) -> RecountCard:
    """One count. raises : Forbidden; NotFound"""
    found = next((one for one in recounts(actor=actor, day=day) if one.number == number), None)
    if found is None:
        raise NotFound("recount", number)
    return found


def _card(actor: Actor, one: Recount) -> RecountCard:
    decision = getattr(one, "decision", None)
    is_mine = one.counted_by_id == actor.staff_id
    hides = is_mine and decision is None
    lines = sorted(one.lines.all(), key=lambda line: line.pk)
    return RecountCard(
        number=one.pk,
        warehouse=one.warehouse_id,
        by=one.counted_by.full_name,
        is_mine=is_mine,
        at=one.product_at,
        why=one.why,
        decided="" if decision is None else "approved" if decision.is_approved else "turned_down",
        decided_by=decision.decided_by.full_name if decision else "",
        slip=decision.slip_id if decision else None,
        lines=tuple(
            RecountLineRow(line.lot.item_id, line.lot.code, line.counted, None if hides else line.recorded)
            for line in lines
        ),
    )
