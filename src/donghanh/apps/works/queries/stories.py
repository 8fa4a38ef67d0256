"""One order whole: who and where, its steps and when they were done, visits, records, materials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from donghanh.apps.customers.queries import masks
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.stock import queries as stock
from donghanh.apps.works import bridge
from donghanh.apps.works.models import FieldRecord, MaterialUse, Visit, WorkMove, WorkOrder
from donghanh.apps.works.permissions import may_plan
from donghanh.apps.works.queries.sight import orders_seen
from donghanh.apps.works.refusals import NotFound


@dataclass(frozen=True)
class StepLine:
    """A step of the order, and when it was done as the phone said, or None."""

    code: str
    vi: str
    en: str
    is_safety: bool
    needs_photo: bool
    done_at: datetime | None


@dataclass(frozen=True)
class VisitLine:
    """A visit of the order."""

    day: date
    crew_id: int | None
    crew: str
    position: int
    state: str
    is_open: bool


@dataclass(frozen=True)
class RecordLine:
    """A record of a phone; `rule` says why it does not count, empty when it does."""

    record_id: str
    kind: str
    taken_at: datetime
    received_at: datetime
    by: str
    facts: Mapping[str, Any]
    evidence: int | None
    sha256: str
    rule: str


@dataclass(frozen=True)
class MaterialLine:
    """
    Something that was built in.

    item_code : as the crew said it
    name_vi   : of the item that it names, as far as its stock is kept; empty for other words, as are
                `name_en`, `measure_vi`, `measure_en`
    """

    item_code: str
    quantity: int
    serial: str
    name_vi: str = ""
    name_en: str = ""
    measure_vi: str = ""
    measure_en: str = ""


@dataclass(frozen=True)
class WorkMoveLine:
    """A move of the order or of one of its visits."""

    life: str
    move: str
    to_state: str
    by: str
    as_role: str
    why: str
    at: datetime


@dataclass(frozen=True)
class OrderStory:
    """An order whole; `is_in_full` says whether address and telephone are shown without cover."""

    reference: str
    subject: str
    kind: str
    state: str
    method: str
    frozen: Mapping[str, Any]
    unit_code: str
    name: str
    address: str
    phone: str
    commune_code: str
    commune: str
    area_status: str
    safety: Mapping[str, Any]
    instructions: str
    opened_at: datetime
    replaces: str
    replaced_by: str
    steps: tuple[StepLine, ...]
    needs: tuple[str, ...]
    visits: tuple[VisitLine, ...]
    records: tuple[RecordLine, ...]
    materials: tuple[MaterialLine, ...]
    moves: tuple[WorkMoveLine, ...]
    handed_over: Mapping[str, Any]
    may_plan: bool
    is_in_full: bool

    @property
    def open_visit(self) -> VisitLine | None:
        return next((visit for visit in self.visits if visit.is_open), None)


def order_story(*, actor: Actor, reference: str, day: date, in_full: bool = False) -> OrderStory:
    """
    One order with everything that is known of it.

    day     : on which the area's status is read where there is no visit
    in_full : telephone and address without cover; only for operations that record the reading
    raises  : NotFound
    """
    rows = orders_seen(actor=actor).select_related("replaces").filter(reference=reference)
    order = rows.first()
    if order is None:
        raise NotFound("order", reference)
    visits = list(order.visits.select_related("crew").order_by("id"))
    records = list(order.records.select_related("by").order_by("taken_at", "id"))
    moves = list(order.moves.select_related("by").order_by("id"))
    on = visits[-1].day if visits else day
    status = organisation.area_status_on(day=on).get(order.commune_code, "normal")
    after = order.replaced_by.values_list("reference", flat=True).first()
    return OrderStory(
        reference=order.reference, subject=order.subject, kind=order.kind, state=order.state,
        method=order.method, frozen=order.frozen, unit_code=order.unit_id, name=order.beneficiary_name,
        address=order.address if in_full else masks.masked_address(order.address),
        phone=order.phone if in_full else masks.masked_phone(order.phone) or "",
        commune_code=order.commune_code,
        commune=organisation.commune_names().get(order.commune_code, ""), area_status=status,
        safety=order.safety.get(status, {}), instructions=order.instructions, opened_at=order.opened_at,
        replaces=order.replaces.reference if order.replaces else "", replaced_by=after or "",
        steps=_steps(order, status, records), needs=bridge.evidence_of(kept=order.frozen, status=status),
        visits=tuple(_visit(row) for row in visits), records=tuple(_record(row) for row in records),
        materials=_materials(order),
        moves=tuple(_move(row) for row in moves),
        handed_over=next((row.facts for row in reversed(moves) if row.move == "hand_over"), {}),
        may_plan=may_plan(actor=actor, unit_code=order.unit_id), is_in_full=in_full,
    )  # fmt: skip


def _steps(order: WorkOrder, status: str, records: Sequence[FieldRecord]) -> tuple[StepLine, ...]:
    done = {
        row.facts["step"]: row.taken_at
        for row in reversed(records)
        if row.kind == "step_done" and not row.rule
    }
    return tuple(
        StepLine(done_at=done.get(step["code"]), **step)
        for step in bridge.steps_of(kept=order.frozen, status=status)
    )


def _visit(row: Visit) -> VisitLine:
    crew = row.crew.full_name if row.crew else ""
    return VisitLine(row.day, row.crew_id, crew, row.position, row.state, row.state in ("planned", "arrived"))


def _record(row: FieldRecord) -> RecordLine:
    return RecordLine(
        str(row.record_id), row.kind, row.taken_at, row.received_at, row.by.full_name, row.facts,
        row.evidence, row.sha256, row.rule,
    )  # fmt: skip


def _materials(order: WorkOrder) -> tuple[MaterialLine, ...]:
    rows = list(order.materials.order_by("id"))
    items = stock.kept_items(said=[row.item_code for row in rows])
    return tuple(_material(row, items.get(row.item_code)) for row in rows)


def _material(row: MaterialUse, item: stock.ItemRow | None) -> MaterialLine:
    if item is None:
        return MaterialLine(row.item_code, row.quantity, row.serial)
    return MaterialLine(
        row.item_code, row.quantity, row.serial, item.name_vi, item.name_en, item.unit_of_measure_vi,
        item.unit_of_measure_en,
    )  # fmt: skip


def _move(row: WorkMove) -> WorkMoveLine:
    by = row.by.full_name if row.by else "console"
    life = "visit" if row.visit_id else "order"
    return WorkMoveLine(life, row.move, row.to_state, by, row.as_role, row.why, row.product_at)
