"""Lists of the desk: a day's visits, and orders; telephones and addresses are not in lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works.models import Visit, WorkOrder
from donghanh.apps.works.queries.sight import orders_seen, visits_seen

PAGE_SIZE = 50


@dataclass(frozen=True)
class VisitRow:
    """A visit of a day; `crew_id` is None while nobody is chosen."""

    order: str
    subject: str
    day: date
    position: int
    kind: str
    method_vi: str
    method_en: str
    name: str
    commune_code: str
    commune: str
    unit_code: str
    crew_id: int | None
    crew: str
    state: str
    area_status: str


@dataclass(frozen=True)
class OrderRow:
    """An order with its latest visit's day and crew, as far as there is one."""

    reference: str
    subject: str
    kind: str
    method_vi: str
    method_en: str
    name: str
    commune: str
    unit_code: str
    state: str
    day: date | None
    crew: str


@dataclass(frozen=True)
class OrderPage:
    """Some rows of a list and how many there are in all."""

    rows: tuple[OrderRow, ...]
    total: int
    page: int
    pages: int


def visits_of_day(
    *, actor: Actor, day: date, unit_code: str = "", crew_id: int | None = None, state: str = ""
) -> tuple[VisitRow, ...]:
    """The visits of a day in sight, by unit, crew and place in the crew's day."""
    rows = visits_seen(actor=actor).filter(day=day).select_related("order", "crew")
    if unit_code:
        rows = rows.filter(order__unit_id=unit_code)
    if crew_id is not None:
        rows = rows.filter(crew_id=crew_id)
    if state:
        rows = rows.filter(state=state)
    statuses, names = organisation.area_status_on(day=day), organisation.commune_names()
    ordered = rows.order_by("order__unit_id", "crew_id", "position", "id")
    return tuple(_visit_row(row, statuses, names) for row in ordered)


def order_list(
    *, actor: Actor, unit_code: str = "", state: str = "", kind: str = "", subject: str = "", page: int = 1
) -> OrderPage:
    """A page of the orders in sight, the latest first."""
    rows = orders_seen(actor=actor)
    for name, value in (("unit_id", unit_code), ("state", state), ("kind", kind), ("subject", subject)):
        rows = rows.filter(**{name: value}) if value else rows
    total = rows.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    latest = Prefetch("visits", Visit.objects.select_related("crew").order_by("-id"), to_attr="latest")
    shown = rows.order_by("-reference").prefetch_related(latest)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    names = organisation.commune_names()
    return OrderPage(tuple(_order_row(row, names) for row in shown), total, page, pages)


def _visit_row(row: Visit, statuses: dict[str, str], names: dict[str, str]) -> VisitRow:
    order = row.order
    return VisitRow(
        order=order.reference, subject=order.subject, day=row.day, position=row.position, kind=order.kind,
        method_vi=order.frozen["name_vi"], method_en=order.frozen["name_en"], name=order.beneficiary_name,
        commune_code=order.commune_code, commune=names.get(order.commune_code, ""), unit_code=order.unit_id,
        crew_id=row.crew_id, crew=row.crew.full_name if row.crew else "", state=row.state,
        area_status=statuses.get(order.commune_code, "normal"),
    )  # fmt: skip


def _order_row(row: WorkOrder, names: dict[str, str]) -> OrderRow:
    visit = next(iter(row.latest), None)  # type: ignore[attr-defined]
    return OrderRow(
        reference=row.reference, subject=row.subject, kind=row.kind, method_vi=row.frozen["name_vi"],
        method_en=row.frozen["name_en"], name=row.beneficiary_name,
        commune=names.get(row.commune_code, ""), unit_code=row.unit_id, state=row.state,
        day=visit.day if visit else None, crew=visit.crew.full_name if visit and visit.crew else "",
    )  # fmt: skip
