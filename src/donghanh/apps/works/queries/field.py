"""A crew's day, for its telephone: where to go in which order, what to do there, what the server has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works import bridge
from donghanh.apps.works.models import FieldRecord, Visit
from donghanh.apps.works.queries.sight import visits_seen
from donghanh.apps.works.refusals import NotFound

SHOWN = ("planned", "arrived", "finished", "not_possible")


@dataclass(frozen=True)
class FieldVisit:
    """
    One visit; name, address and telephone are in full, because somebody must find the house.

    steps    : code, vi, en, is_safety, needs_photo of each, in their order
    needs    : kinds of evidence without which the work cannot be finished
    received : numbers of the records that the server has of this order from this crew
    asks     : what is told at the end: code, kind, vi, en, required, unit, proposed, choices
    """

    order: str
    position: int
    kind: str
    method_vi: str
    method_en: str
    name: str
    address: str
    phone: str
    commune: str
    area_status: str
    safety_vi: str
    safety_en: str
    steps: tuple[dict[str, Any], ...]
    needs: tuple[str, ...]
    state: str
    received: tuple[str, ...]
    note: str
    asks: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class FieldDay:
    """The visits of one crew on one day, in the day's order; `crew` is its name."""

    day: date
    crew: str
    visits: tuple[FieldVisit, ...]
    crew_id: int | None = None


def field_day(*, actor: Actor, day: date, crew_id: int | None = None) -> FieldDay:
    """
    The actor's own visits of a day; with `crew_id` those of somebody whose unit's desk the actor sees.

    Telephones and addresses are in full: faces ask `operations.read_field_day`, which records the reading.

    raises : NotFound, for a crew that the actor does not see
    """
    wanted = actor.staff_id if crew_id is None else crew_id
    rows = _visits(actor=actor, day=day, crew_id=wanted)
    if crew_id is not None and crew_id != actor.staff_id and not rows:
        _check_crew_in_sight(actor=actor, crew_id=crew_id, day=day)
    statuses = organisation.area_status_on(day=day)
    names = organisation.commune_names()
    received = _received(rows)
    visits = tuple(
        _field_visit(
            row, names.get(row.order.commune_code, ""), statuses.get(row.order.commune_code, "normal"),
            received[row.order_id],
        )
        for row in rows
    )  # fmt: skip
    return FieldDay(day, _name(actor, wanted), visits, wanted)


def _visits(*, actor: Actor, day: date, crew_id: int | None) -> list[Visit]:
    if crew_id is None:
        return []
    rows = visits_seen(actor=actor).filter(day=day, crew_id=crew_id, state__in=SHOWN)
    return list(rows.select_related("order").order_by("position", "id"))


def _check_crew_in_sight(*, actor: Actor, crew_id: int, day: date) -> None:
    if all(row.id != crew_id for row in organisation.staff(actor=actor, day=day)) or actor.roles <= {"crew"}:
        raise NotFound("crew", crew_id)


def _received(rows: Iterable[Visit]) -> defaultdict[int, tuple[str, ...]]:
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    orders = [row.order_id for row in rows]
    crews = {row.crew_id for row in rows}
    kept = FieldRecord.objects.filter(order_id__in=orders, by_id__in=crews).order_by("id")
    for order_id, record_id in kept.values_list("order_id", "record_id"):
        found[order_id] += (str(record_id),)
    return found


def _field_visit(row: Visit, commune: str, status: str, received: Sequence[str]) -> FieldVisit:
    order = row.order
    said = order.safety.get(status, {})
    return FieldVisit(
        order=order.reference, position=row.position, kind=order.kind, method_vi=order.frozen["name_vi"],
        method_en=order.frozen["name_en"], name=order.beneficiary_name, address=order.address,
        phone=order.phone, commune=commune, area_status=status, safety_vi=said.get("vi", ""),
        safety_en=said.get("en", ""), steps=tuple(bridge.steps_of(kept=order.frozen, status=status)),
        needs=bridge.evidence_of(kept=order.frozen, status=status), state=row.state,
        received=tuple(received), note=order.instructions,
        asks=tuple(bridge.asks_of(kept=order.frozen)),
    )  # fmt: skip


def _name(actor: Actor, staff_id: int | None) -> str:
    if staff_id == actor.staff_id:
        return actor.full_name
    found = get_user_model().objects.filter(pk=staff_id).values_list("full_name", flat=True).first()
    return str(found or "")
