"""Questions about promises: lists with filters, one promise with its story, what its holder may do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from donghanh.apps.customers.queries import masks
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Benefit, BenefitMove
from donghanh.apps.programmes.permissions import may_see_benefit, roles_at, roles_for_move
from donghanh.apps.programmes.queries.frames import benefits_seen
from donghanh.apps.programmes.queries.overdue import overdue_ids
from donghanh.apps.programmes.refusals import NotFound
from donghanh.apps.works.queries import FailedVisit, failed_visit_of_subject
from donghanh.engines.programmes.duties import Act, moves_open_to
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.kernel.text import fold

PAGE_SIZE = 50
IN_ORDER = ("activity__position", "reference")


@dataclass(frozen=True)
class BenefitFilter:
    """
    What a list of promises is narrowed to; empty means everything in sight.

    stage : those that stand at this stage or beyond, as the board counts them
    state : those that stand exactly there
    as_of : counted as they stood at the end of this day, like the board of that day
    late  : those that the board of `as_of` counts as overdue; needs `as_of`
    """

    activity_code: str = ""
    unit_code: str = ""
    state: str = ""
    stage: str = ""
    text: str = ""
    as_of: date | None = None
    late: bool = False


@dataclass(frozen=True)
class BenefitLine:
    """A promise as lists show it; the phone and the address are not in lists."""

    reference: str
    activity_code: str
    activity_vi: str
    activity_en: str
    unit_code: str
    unit_vi: str
    unit_en: str
    name: str
    kind: str
    customer_code: str
    commune_code: str
    social_class: str
    quantity: int
    origin: str
    state: str
    place_number: int | None
    scheduled_on: date | None
    due_on: date


@dataclass(frozen=True)
class BenefitPage:
    """Some lines of a list, how many there are in all, and their quantities together."""

    lines: tuple[BenefitLine, ...]
    total: int
    quantity: int
    page: int
    pages: int


@dataclass(frozen=True)
class MoveLine:
    """One row of a promise's story."""

    move: str
    from_state: str
    to_state: str
    by: str
    as_role: str
    why: str
    on: date
    at: datetime
    facts: Mapping[str, object]


@dataclass(frozen=True)
class OpenMove:
    """A move that the person who looks could make now."""

    name: str
    to_state: str
    needs_reason: bool
    needs_day: bool


@dataclass(frozen=True)
class BenefitStory:
    """
    A promise whole: who, what, where it stands, how it got there, and what may come next.

    `is_in_full` says whether address and phone are shown without cover; `waits_after` is the visit that was
    not possible and after which no other day has been named.
    """

    line: BenefitLine
    commune: str
    area_status: str
    address: str
    phone: str
    origin_facts: Mapping[str, object]
    replaces: str
    replaced_by: str
    moves: tuple[MoveLine, ...]
    open_moves: tuple[OpenMove, ...]
    safety: Mapping[str, object] = field(default_factory=dict)
    is_in_full: bool = False
    waits_after: FailedVisit | None = None


def benefit_list(*, actor: Actor, campaign_code: str, wanted: BenefitFilter, page: int = 1) -> BenefitPage:
    """A page of the promises in sight, in the order of activity and reference; two queries."""
    rows = _narrowed(actor=actor, campaign_code=campaign_code, wanted=wanted)
    counted = rows.order_by().aggregate(total=Count("pk"), quantity=Sum("quantity"))
    total = counted["total"]
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    lines = tuple(_line(row, wanted.as_of) for row in shown)
    return BenefitPage(lines, total, counted["quantity"] or 0, page, pages)


def benefit_export(*, actor: Actor, campaign_code: str, wanted: BenefitFilter) -> tuple[BenefitLine, ...]:
    """Every line of a narrowed list, for a spreadsheet of what is seen."""
    rows = _narrowed(actor=actor, campaign_code=campaign_code, wanted=wanted)
    return tuple(_line(row, wanted.as_of) for row in rows)


def benefit_story(*, actor: Actor, reference: str, day: date, in_full: bool = False) -> BenefitStory:
    """
    One promise with its story.

    day     : on which the area's status is read
    in_full : telephone and address without cover; only for operations that record the reading
    raises  : NotFound, also for one that the actor may not see
    """
    row = Benefit.objects.select_related("activity", "unit", "replaces").filter(reference=reference).first()
    if row is None or not may_see_benefit(actor=actor, unit_code=row.unit_id, commune_code=row.commune_code):
        raise NotFound("benefit", reference)
    moves = list(row.moves.select_related("by").order_by("id"))
    after = row.replaced_by.values_list("reference", flat=True).first()
    status = organisation.area_status_on(day=day).get(row.commune_code, "normal") if row.commune_code else ""
    return BenefitStory(
        line=_line(row, None),
        commune=organisation.commune_names().get(row.commune_code, ""),
        area_status=status,
        address=row.address if in_full else masks.masked_address(row.address),
        phone=row.phone if in_full else masks.masked_phone(row.phone) or "",
        is_in_full=in_full,
        origin_facts=row.origin_facts,
        replaces=row.replaces.reference if row.replaces else "",
        replaced_by=after or "",
        moves=tuple(_move_line(move) for move in moves),
        open_moves=_open_moves(actor=actor, row=row, moves=moves),
        safety=row.activity.terms.get("safety", {}).get(status, {}) if status else {},
        waits_after=failed_visit_of_subject(subject=f"benefit:{reference}")
        if row.state == "scheduled"
        else None,
    )


def counts_by_state(*, actor: Actor, campaign_code: str, activity_code: str) -> dict[str, int]:
    """How many promises of an activity stand at each state, in the dictionary's order of states."""
    rows = benefits_seen(actor=actor).filter(
        activity__campaign__code=campaign_code, activity__code=activity_code
    )
    found: dict[str, int] = {}
    for state in rows.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return {state: found[state] for state in BENEFIT.states if state in found}


def _narrowed(*, actor: Actor, campaign_code: str, wanted: BenefitFilter) -> QuerySet[Benefit]:
    rows = benefits_seen(actor=actor).filter(activity__campaign__code=campaign_code)
    if wanted.activity_code:
        rows = rows.filter(activity__code=wanted.activity_code)
    if wanted.unit_code:
        rows = rows.filter(unit_id=wanted.unit_code)
    if wanted.text:
        rows = rows.filter(_text_condition(wanted.text))
    if wanted.as_of is not None:
        rows = rows.annotate(state_then=_state_at_end_of(wanted.as_of))
    if wanted.late and wanted.as_of is not None:
        late = overdue_ids(actor=actor, campaign_code=campaign_code, as_of=wanted.as_of)
        return rows.filter(pk__in=late).select_related("activity", "unit").order_by(*IN_ORDER)
    rows = _at_stage(rows=rows, wanted=wanted)
    return rows.select_related("activity", "unit").order_by(*IN_ORDER)


def _at_stage(*, rows: QuerySet[Benefit], wanted: BenefitFilter) -> QuerySet[Benefit]:
    states = _wanted_states(wanted)
    column = "state" if wanted.as_of is None else "state_then"
    if states is not None:
        return rows.filter(**{f"{column}__in": states})
    return rows.exclude(state="") if wanted.as_of is None else rows.filter(state_then__isnull=False)


def _wanted_states(wanted: BenefitFilter) -> list[str] | None:
    if wanted.state:
        return [wanted.state]
    if wanted.stage in BENEFIT.path:
        return list(BENEFIT.path[BENEFIT.path.index(wanted.stage) :])
    return None


def _state_at_end_of(day: date) -> Subquery:
    """The state that a promise had at the end of a day, from its moves; null when it had not begun."""
    moves = BenefitMove.objects.filter(benefit=OuterRef("pk"), on__lte=day).order_by("-id")
    return Subquery(moves.values("to_state")[:1])


def _text_condition(text: str) -> Q:
    condition = Q(reference__iexact=text.strip()) | Q(customer_code__iexact=text.strip())
    words = Q()
    for word in fold(text).split():
        words &= Q(search_key__contains=word)
    return condition | words


def _line(row: Benefit, as_of: date | None) -> BenefitLine:
    return BenefitLine(
        reference=row.reference,
        activity_code=row.activity.code,
        activity_vi=row.activity.short_vi,
        activity_en=row.activity.short_en,
        unit_code=row.unit_id,
        unit_vi=row.unit.name_vi,
        unit_en=row.unit.name_en,
        name=row.beneficiary_name,
        kind=row.beneficiary_kind,
        customer_code=row.customer_code,
        commune_code=row.commune_code,
        social_class=row.social_class,
        quantity=row.quantity,
        origin=row.origin,
        state=row.state_then if as_of is not None else row.state,  # type: ignore[attr-defined]
        place_number=row.place_number,
        scheduled_on=row.scheduled_on,
        due_on=row.activity.due_on,
    )


def line_of(row: Benefit) -> BenefitLine:
    """A promise's row as lists show it, as it stands now; within this app only."""
    return _line(row, None)


def _move_line(move: BenefitMove) -> MoveLine:
    return MoveLine(
        move=move.move,
        from_state=move.from_state,
        to_state=move.to_state,
        by=move.by.full_name if move.by else "",
        as_role=move.as_role,
        why=move.why,
        on=move.on,
        at=move.product_at,
        facts=move.facts,
    )


def _open_moves(*, actor: Actor, row: Benefit, moves: list[BenefitMove]) -> tuple[OpenMove, ...]:
    if not actor.may_change or actor.staff_id is None:
        return ()
    roles = roles_at(actor=actor, unit_code=row.unit_id, commune_code=row.commune_code)
    history = [Act(move.move, move.by_id) for move in moves]
    found = moves_open_to(state=row.state, roles=roles, actor_id=actor.staff_id, history=history)
    narrowed = row.activity.terms.get("roles", {})
    by_order = str(row.activity.terms.get("way", "")).startswith("work_")
    return tuple(
        OpenMove(one.name, one.to_state, one.needs_reason, one.name in {"schedule", "reschedule"})
        for one in found
        if not (by_order and one.name == "deliver")
        and roles_for_move(roles=roles, move=one.name, narrowed=narrowed) & one.roles
    )
