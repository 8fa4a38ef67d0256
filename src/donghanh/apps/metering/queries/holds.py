"""Lists of held bills and the story of one, scoped to who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from donghanh.apps.metering.codes import folded
from donghanh.apps.metering.models import Hold, PhotoRequest, Reading, RecheckOrder
from donghanh.apps.metering.permissions import check_see, may_decide, may_see
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound

PAGE = 50


@dataclass(frozen=True)
class HoldRow:
    """A held bill as a list shows it; no name: the code says whose it is."""

    number: int
    unit_code: str
    customer_code: str
    point_code: str
    book: str
    month: date
    rule: str
    is_releasable: bool
    kwh: int | None
    facts: dict[str, object]
    state: str
    at: datetime


@dataclass(frozen=True)
class HoldPage:
    """A page of holds, oldest first."""

    rows: tuple[HoldRow, ...]
    total: int
    page: int
    pages: int
    by_rule: dict[str, int]


@dataclass(frozen=True)
class ShownIndex:
    """One reading of the point; `corrected` when another took its place."""

    number: int
    serial: str
    register: str
    read_on: date
    index: int
    kind: str
    channel: str
    corrected: bool
    by: str
    why: str


@dataclass(frozen=True)
class DecisionRow:
    """One decision about a hold."""

    how: str
    why: str
    kwh: int | None
    by: str
    at: datetime


@dataclass(frozen=True)
class PhotoRow:
    """A photo request and what came: (number of the picture, index that the customer read)."""

    code: str
    until_on: date
    answers: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True)
class RecheckRow:
    """An order by which a crew reads the meter again, and what it read: (register, index, day, by)."""

    order: str
    asked_at: datetime
    indices: tuple[tuple[str, int, date, str], ...]


@dataclass(frozen=True)
class HoldCard:
    """One hold with the point's readings, decisions, pictures, and what crews read again."""

    row: HoldRow
    readings: tuple[ShownIndex, ...]
    decisions: tuple[DecisionRow, ...]
    photos: tuple[PhotoRow, ...]
    rechecks: tuple[RecheckRow, ...]
    registers: tuple[str, ...]
    may_decide: bool


def holds(
    *, actor: Actor, unit_code: str = "", rule: str = "", month: date | None = None, state: str = "open",
    page: int = 1,
) -> HoldPage:  # fmt: skip
    """
    List held bills, oldest first, PAGE a page.

    raises : Forbidden, for one whose work is not with readings
    """
    check_see(actor=actor)
    found = in_sight(actor=actor).filter(state=state)
    if unit_code:
        found = found.filter(unit_id=unit_code)
    if month is not None:
        found = found.filter(month=month)
    counts = found.order_by().values_list("rule").annotate(count=Count("pk"))
    by_rule = dict(counts)
    if rule:
        found = found.filter(rule=rule)
    total = by_rule.get(rule, 0) if rule else sum(by_rule.values())
    pages = max(1, -(-total // PAGE))
    at = min(max(page, 1), pages)
    rows = found.select_related("point__customer", "point__book").order_by("product_at", "id")
    return HoldPage(tuple(_row(row) for row in rows[(at - 1) * PAGE : at * PAGE]), total, at, pages, by_rule)


def holds_named(*, actor: Actor, numbers: list[int]) -> tuple[HoldRow, ...]:
    """Those of the holds that are in sight, in the order of their numbers."""
    check_see(actor=actor)
    found = in_sight(actor=actor).filter(pk__in=numbers).select_related("point__customer", "point__book")
    return tuple(_row(row) for row in found.order_by("pk"))


def hold(*, actor: Actor, number: int) -> HoldCard:
    """
    One hold.

    raises : Forbidden; NotFound, when there is none of that number in sight
    """
    check_see(actor=actor)
    row = in_sight(actor=actor).select_related("point__customer", "point__book").filter(pk=number).first()
    if row is None:
        raise NotFound("hold", number)
    readings = (
        Reading.objects.filter(point_id=row.point_id, read_on__gte=_since(row.month))
        .select_related("meter").annotate(later=Count("corrections")).order_by("-read_on", "register", "-pk")
    )  # fmt: skip
    shown = tuple(_shown(one) for one in readings[:60])
    return HoldCard(
        row=_row(row),
        readings=shown,
        decisions=tuple(
            DecisionRow(one.how, one.why, one.kwh, one.username, one.product_at)
            for one in row.decisions.all()
        ),
        photos=tuple(_photo(one) for one in row.photo_requests.prefetch_related("answers")),
        rechecks=tuple(_recheck(one) for one in row.recheck_orders.prefetch_related("indices")),
        registers=tuple(sorted({one.register for one in shown})) or ("all",),
        may_decide=row.state == "open" and may_decide(actor=actor, unit_code=row.unit_id),
    )


def may_see_hold(actor: Actor, name: str) -> bool:
    """Answer whether the actor sees the hold that evidence is of; for `evidence.plug_sight`."""
    return (
        name.isascii()
        and name.isdigit()
        and len(name) < 19
        and may_see(actor=actor)
        and (in_sight(actor=actor).filter(pk=int(name)).exists())
    )


def photo_wanted(*, code: str, at: datetime) -> bool:
    """Whether a code still takes pictures: all that the public page may know."""
    return PhotoRequest.objects.filter(code=folded(code), until_on__gt=at.date(), hold__state="open").exists()


def in_sight(*, actor: Actor) -> QuerySet[Hold]:
    """Holds of the actor's units; all of them for the company's roles."""
    units = actor.unit_codes
    return Hold.objects.all() if units is None else Hold.objects.filter(unit_id__in=sorted(units))


def _since(month: date) -> date:
    return date(month.year - 1, month.month, 1)


def _row(row: Hold) -> HoldRow:
    return HoldRow(
        row.pk, row.unit_id, row.point.customer.code, row.point.code, row.point.book.code, row.month,
        row.rule, row.is_releasable, row.kwh, row.facts, row.state, row.product_at,
    )  # fmt: skip


def _shown(one: Reading) -> ShownIndex:
    return ShownIndex(
        one.pk, one.meter.serial, one.register, one.read_on, one.index, one.kind, one.channel,
        bool(one.later), one.username, one.why,
    )  # fmt: skip


def _photo(one: PhotoRequest) -> PhotoRow:
    return PhotoRow(
        one.code, one.until_on, tuple((said.evidence_number, said.index) for said in one.answers.all())
    )


def _recheck(one: RecheckOrder) -> RecheckRow:
    read = ((said.register, said.index, said.read_on, said.username) for said in one.indices.all())
    return RecheckRow(one.reference, one.product_at, tuple(read))
