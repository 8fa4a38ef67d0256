"""Questions about suspicions: the queue that waits for a person, and one with both sides and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from donghanh.apps.customers.queries import masks
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Benefit, Suspicion
from donghanh.apps.programmes.permissions import roles_at
from donghanh.apps.programmes.queries.frames import in_sight
from donghanh.apps.programmes.queries.waiting import OTHER_STANDS, sees_other
from donghanh.apps.programmes.refusals import NotFound
from donghanh.engines.programmes.duties import moves_open_to
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.engines.programmes.side_by_side import Word, side_by_side
from donghanh.engines.programmes.suspicions import SUSPICION
from donghanh.kernel.text import fold

PAGE_SIZE = 50
WAITING, DECIDED = "waiting", "decided"
SHOWN = (WAITING, DECIDED, *SUSPICION.states[1:])
ORDERS = {"score": ("-score", "needed_on", "pk"), "needed": ("needed_on", "-score", "pk")}
COMPARED = ("name", "address", "phone")


@dataclass(frozen=True)
class SuspicionFilter:
    """
    What the queue is narrowed to.

    shown : waiting, decided, one state of `engines.programmes.suspicions`, or empty for all
    order : score (most alike first) or needed (soonest needed first)
    """

    activity_code: str = ""
    unit_code: str = ""
    shown: str = WAITING
    text: str = ""
    order: str = "score"


@dataclass(frozen=True)
class Side:
    """
    One of the two: a benefit, or a customer.

    reference : the benefit's reference, or the customer's code
    activity  : empty for a customer
    """

    is_customer: bool
    reference: str
    name: str
    activity_code: str
    activity_vi: str
    activity_en: str
    campaign: str
    unit_code: str
    commune_code: str
    customer_code: str
    state: str


@dataclass(frozen=True)
class SuspicionLine:
    """
    A suspicion as the queue shows it.

    other     : None when it is of another place, out of sight of who asks
    needed_on : the day of the visit, else the last day of the activity
    """

    number: int
    score: int
    reasons: tuple[str, ...]
    state: str
    benefit: Side
    other: Side | None
    needed_on: date
    found_at: datetime


@dataclass(frozen=True)
class SuspicionPage:
    """Some lines of the queue, and how many there are in all."""

    lines: tuple[SuspicionLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Compared:
    """Name, address or telephone of both sides, word by word; personal data covered unless asked in full."""

    what: str
    left: tuple[Word, ...]
    right: tuple[Word, ...]


@dataclass(frozen=True)
class DecisionLine:
    """One decision; `former` is the number of the one that it takes the place of, 0 for the first."""

    number: int
    move: str
    to_state: str
    by: str
    as_role: str
    why: str
    at: datetime
    former: int


@dataclass(frozen=True)
class SuspicionStory:
    """A suspicion whole: both sides, what they share, who decided what, and what may be decided now."""

    line: SuspicionLine
    communes: tuple[str, str]
    compared: tuple[Compared, ...]
    decisions: tuple[DecisionLine, ...]
    open_verdicts: tuple[str, ...]
    is_in_full: bool = False


def suspicion_queue(
    *, actor: Actor, campaign_code: str, wanted: SuspicionFilter, page: int = 1
) -> SuspicionPage:
    """A page of the suspicions whose benefit is in sight; two queries."""
    rows = _narrowed(actor=actor, campaign_code=campaign_code, wanted=wanted)
    total = rows.order_by().count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return SuspicionPage(tuple(line_of(actor=actor, row=row) for row in shown), total, page, pages)


def waiting_count(*, actor: Actor, campaign_code: str) -> int:
    """How many suspicions in sight wait for a person."""
    return _narrowed(actor=actor, campaign_code=campaign_code, wanted=SuspicionFilter()).order_by().count()


def suspicion_story(*, actor: Actor, number: int, in_full: bool = False) -> SuspicionStory:
    """
    One suspicion with both sides and its decisions; personal data covered.

    in_full : telephone and address without cover; only for operations that record the reading
    raises  : NotFound, also for one whose benefit is out of sight
    """
    row = seen(actor=actor).filter(pk=number).first()
    if row is None:
        raise NotFound("suspicion", number)
    line = line_of(actor=actor, row=row)
    names = organisation.commune_names()
    sides = (line.benefit.commune_code, line.other.commune_code if line.other else "")
    return SuspicionStory(
        line=line,
        communes=(names.get(sides[0], ""), names.get(sides[1], "")),
        compared=_compared(row=row, in_full=in_full) if line.other else (),
        decisions=_decisions(row=row) if line.other else (),
        open_verdicts=_open_verdicts(actor=actor, row=row) if line.other else (),
        is_in_full=in_full,
    )


def seen(*, actor: Actor) -> QuerySet[Suspicion]:
    """The suspicions whose benefit the actor sees; every list and record of them begins here."""
    sight = in_sight(actor=actor, unit="benefit__unit_id", commune="benefit__commune_code")
    rows = Suspicion.objects.filter(sight).annotate(
        needed_on=Coalesce("benefit__scheduled_on", "benefit__activity__due_on")
    )
    return rows.select_related("benefit__activity__campaign", "other__activity__campaign", "customer").defer(
        "benefit__activity__campaign__template", "other__activity__campaign__template"
    )


def line_of(*, actor: Actor, row: Suspicion) -> SuspicionLine:
    """A suspicion's row as the queue shows it; within this app only."""
    return SuspicionLine(
        number=row.pk,
        score=row.score,
        reasons=tuple(row.reasons) if sees_other(actor=actor, suspicion=row) else (),
        state=row.state,
        benefit=_side(row.benefit),
        other=_other(row) if sees_other(actor=actor, suspicion=row) else None,
        needed_on=row.needed_on,  # type: ignore[attr-defined]
        found_at=row.product_at,
    )


def _narrowed(*, actor: Actor, campaign_code: str, wanted: SuspicionFilter) -> QuerySet[Suspicion]:
    rows = seen(actor=actor).filter(benefit__activity__campaign__code=campaign_code)
    if wanted.activity_code:
        rows = rows.filter(benefit__activity__code=wanted.activity_code)
    if wanted.unit_code:
        rows = rows.filter(benefit__unit_id=wanted.unit_code)
    if wanted.text:
        rows = rows.filter(_text_condition(wanted.text))
    if wanted.shown == WAITING:
        rows = rows.filter(OTHER_STANDS, state="suspected").exclude(benefit__state__in=BENEFIT.exits)
    elif wanted.shown == DECIDED:
        rows = rows.exclude(state="suspected")
    elif wanted.shown:
        rows = rows.filter(state=wanted.shown)
    return rows.order_by(*ORDERS.get(wanted.order, ORDERS["score"]))


def _text_condition(text: str) -> Q:
    """By the benefit's reference or name alone: the other side may be out of sight."""
    words = Q()
    for word in fold(text).split():
        words &= Q(benefit__search_key__contains=word)
    return Q(benefit__reference__iexact=text.strip()) | words


def _side(row: Benefit) -> Side:
    return Side(
        is_customer=False,
        reference=row.reference,
        name=row.beneficiary_name,
        activity_code=row.activity.code,
        activity_vi=row.activity.short_vi,
        activity_en=row.activity.short_en,
        campaign=row.activity.campaign.code,
        unit_code=row.unit_id,
        commune_code=row.commune_code,
        customer_code=row.customer_code,
        state=row.state,
    )


def _other(row: Suspicion) -> Side:
    if row.other is not None:
        return _side(row.other)
    known = row.customer
    assert known is not None
    return Side(
        is_customer=True, reference=known.code, name=known.name, activity_code="", activity_vi="",
        activity_en="", campaign="", unit_code=known.unit_id, commune_code=known.commune_id,
        customer_code=known.code, state="",
    )  # fmt: skip


def _compared(*, row: Suspicion, in_full: bool) -> tuple[Compared, ...]:
    left, right = _personal(row.benefit), _personal(row.other or row.customer)
    told = []
    for what in COMPARED:
        sides = side_by_side(left=left[what], right=right[what])
        cover = (lambda text: text) if in_full else COVERS[what]
        one, two = (tuple(Word(cover(word.text), word.likeness) for word in side) for side in sides)
        told.append(Compared(what, one, two))
    return tuple(told)


COVERS = {
    "name": str,
    "address": masks.masked_address,
    "phone": lambda text: masks.masked_phone(text) or "",
}


def _personal(side: object) -> dict[str, str]:
    name = getattr(side, "beneficiary_name", None) or getattr(side, "name", "")
    return {
        "name": str(name),
        "address": str(getattr(side, "address", "") or ""),
        "phone": "".join(str(getattr(side, "phone", "") or "").split()),
    }


def _decisions(*, row: Suspicion) -> tuple[DecisionLine, ...]:
    rows = row.decisions.select_related("by").order_by("id")
    return tuple(
        DecisionLine(
            one.pk, one.move, one.to_state, one.by.full_name, one.as_role, one.why, one.product_at,
            one.former_id or 0,
        )
        for one in rows
    )  # fmt: skip


def _open_verdicts(*, actor: Actor, row: Suspicion) -> tuple[str, ...]:
    if not actor.may_change or actor.staff_id is None:
        return ()
    roles = roles_at(actor=actor, unit_code=row.benefit.unit_id, commune_code=row.benefit.commune_code)
    found = moves_open_to(state=row.state, roles=roles, actor_id=actor.staff_id, history=[], life=SUSPICION)
    return tuple(one.name for one in found)
