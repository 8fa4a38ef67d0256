"""The facts in somebody's sight: orders over the communes of a unit, uses of its customers' sites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from donghanh.apps.customers.queries import names_of
from donghanh.apps.evidence.queries import evidence_counts
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.reliefs.models import Fact
from donghanh.apps.reliefs.permissions import may_decide, may_enter, may_see_reliefs, units_seen
from donghanh.apps.reliefs.refusals import NotFound

PAGE = 50
PROVINCE, PROVINCE_NAME = "36", "tỉnh Nam Định"
LAST_DAY = date(9999, 12, 30)  # the unit that serves a commune without an end sees what was ordered there


@dataclass(frozen=True)
class FactCard:
    """
    One fact. `state` is waiting, confirmed, turned_down or withdrawn.

    what          : the directive, or the use
    place         : name of the place, or the customer's name
    evidence_count: files that prove it
    """

    number: int
    kind: str
    level: str
    place_code: str
    customer_code: str
    unit_code: str
    place: str
    what: str
    from_on: date
    until_on: date | None
    document: str
    is_illustration: bool
    state: str
    entered_by: str
    entered_at: datetime
    decided_by: str
    decided_at: datetime | None
    why: str
    evidence_count: int
    may_decide: bool
    may_withdraw: bool

    @property
    def subject(self) -> str:
        """Under which evidence of the fact is kept."""
        return f"relief-{self.kind}:{self.number}"


@dataclass(frozen=True)
class PlaceChoice:
    """A place over which an order may be entered."""

    level: str
    code: str
    name: str


def facts_seen(*, actor: Actor) -> QuerySet[Fact]:
    """Facts in sight: for a unit the uses of its sites and orders over its communes. raises : Forbidden"""
    units = units_seen(actor=actor)
    if units is None:
        return Fact.objects.all()
    served = {code for code, unit in organisation.units_of_communes(day=LAST_DAY).items() if unit in units}
    districts = organisation.districts_of_communes()
    over = {PROVINCE} | served | {districts[code] for code in served if code in districts}
    return Fact.objects.filter(Q(kind="use", unit_id__in=units) | Q(kind="order", place_code__in=over))


def facts(*, actor: Actor, kind: str, state: str = "", page: int = 1) -> tuple[FactCard, ...]:
    """
    Facts of a kind in the actor's sight, newest first, fifty a page.

    state  : waiting, confirmed, turned_down, withdrawn; empty for all
    raises : Forbidden
    """
    rows = facts_seen(actor=actor).filter(kind=kind)
    states = {
        "waiting": Q(decision=None, withdrawal=None),
        "confirmed": Q(decision__is_confirmed=True, withdrawal=None),
        "turned_down": Q(decision__is_confirmed=False, withdrawal=None),
        "withdrawn": Q(withdrawal__isnull=False),
    }
    if state in states:
        rows = rows.filter(states[state])
    return _cards(actor, rows[(page - 1) * PAGE : page * PAGE])


def fact(*, actor: Actor, number: int) -> FactCard:
    """One fact. raises : NotFound, Forbidden"""
    return _cards(actor, facts_seen(actor=actor).filter(pk=fact_row(actor=actor, number=number).pk))[0]


def fact_row(*, actor: Actor, number: int) -> Fact:
    """The row of a fact, for operations. raises : NotFound, Forbidden"""
    row = facts_seen(actor=actor).filter(pk=number).first()
    if row is None:
        raise NotFound("relief fact", number)
    return row


def may_see_fact(actor: Actor, number: str) -> bool:
    """Answer whether the actor sees the fact; evidence of it is seen by the same people."""
    try:
        return number.isdecimal() and facts_seen(actor=actor).filter(pk=int(number)).exists()
    except Forbidden:
        return False


def places(*, actor: Actor) -> tuple[PlaceChoice, ...]:
    """Places over which an order may be entered: the province, its districts, its communes."""
    if not may_see_reliefs(actor=actor):
        return ()
    rows = organisation.communes(actor=actor, day=LAST_DAY)
    districts = {row.district_code: row.district for row in rows}
    return (
        PlaceChoice("province", PROVINCE, PROVINCE_NAME),
        *(PlaceChoice("district", code, name) for code, name in sorted(districts.items())),
        *(PlaceChoice("commune", row.code, f"{row.name}, {row.district}") for row in rows),
    )


def _cards(actor: Actor, rows: QuerySet[Fact]) -> tuple[FactCard, ...]:
    found = list(rows.select_related("decision", "withdrawal"))
    named = names_of(actor=actor, codes={row.customer_code for row in found if row.customer_code})
    known = _place_names() if any(row.kind == "order" for row in found) else {}
    counts = evidence_counts(subjects=[f"relief-{row.kind}:{row.pk}" for row in found])
    files: dict[str, int] = {}
    for (subject, _), count in counts.items():
        files[subject] = files.get(subject, 0) + count
    names = {**known, **named}
    return tuple(_card(actor, row, names, files.get(f"relief-{row.kind}:{row.pk}", 0)) for row in found)


def _place_names() -> dict[str, str]:
    return {PROVINCE: PROVINCE_NAME, **organisation.district_names(), **organisation.commune_names()}


def _card(actor: Actor, row: Fact, names: dict[str, str], evidence_count: int) -> FactCard:
    decision, withdrawal = getattr(row, "decision", None), getattr(row, "withdrawal", None)
    state = "waiting" if decision is None else "confirmed" if decision.is_confirmed else "turned_down"
    state = "withdrawn" if withdrawal else state
    last = withdrawal or decision
    place = row.customer_code or row.place_code
    return FactCard(
        number=row.pk,
        kind=row.kind,
        level=row.level,
        place_code=row.place_code,
        customer_code=row.customer_code,
        unit_code=row.unit_id or "",
        place=names.get(place, place),
        what=row.directive or row.use,
        from_on=row.from_on,
        until_on=row.until_on,
        document=row.document,
        is_illustration=row.is_illustration,
        state=state,
        entered_by=row.username,
        entered_at=row.product_at,
        decided_by=last.username if last else "",
        decided_at=last.product_at if last else None,
        why=last.why if last else "",
        evidence_count=evidence_count,
        may_decide=state == "waiting"
        and may_decide(actor=actor, unit_code=row.unit_id, entered_by=row.username),
        may_withdraw=state in ("waiting", "confirmed") and may_enter(actor=actor, unit_code=row.unit_id),
    )
