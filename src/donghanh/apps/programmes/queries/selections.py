"""Questions about selections by rule: who was chosen, and for any customer why or why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q

from donghanh.apps.organisation.permissions import Actor, may_see_unit
from donghanh.apps.programmes.bridge.judging import MOST_KEPT, NAMED_BY_PLAN, energy_by_month, explain
from donghanh.apps.programmes.bridge.people import customer_facts, customer_names
from donghanh.apps.programmes.models import Benefit, SelectionRow, SelectionRun
from donghanh.apps.programmes.queries.frames import benefits_seen
from donghanh.apps.programmes.refusals import NotFound
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.engines.selection.selections import UnknownCode

__all__ = [
    "MOST_KEPT",
    "MonthLine",
    "RunCard",
    "SelectedLine",
    "WhyAnswer",
    "run",
    "runs",
    "selected",
    "waiting",
    "why",
]


@dataclass(frozen=True)
class RunCard:
    """A run as lists of runs show it; `counts` is verdict -> customers."""

    id: int
    campaign_code: str
    activity_code: str
    activity_vi: str
    activity_en: str
    as_of: date
    rule: Mapping[str, object]
    counts: Mapping[str, int]
    cut: Mapping[str, object]
    input_digest: str
    by: str
    at: datetime


@dataclass(frozen=True)
class SelectedLine:
    """What a run says of one customer; `reasons` as in `WhyAnswer`."""

    customer_code: str
    name: str
    unit_code: str
    verdict: str
    rank: int | None
    measure: int | None
    reasons: tuple[Mapping[str, object], ...]


@dataclass(frozen=True)
class MonthLine:
    """One month of the rule's window under one code; None: no reading, which is not zero."""

    month: date
    customer_code: str
    energy_kwh: int | None


@dataclass(frozen=True)
class WhyAnswer:
    """
    Why one customer was chosen or not.

    verdict, rank, measure, reasons : as the run kept them; where it kept no row, recomputed by the same
                  rule on the day of the run
    now_verdict : what the rule would say with what is recorded today; another one means that records changed
    reasons     : name, effect (bars, leaves_open, chooses, places_beyond, notes), facts
    months      : the energy that a rule about energy looked at
    """

    customer_code: str
    name: str
    unit_code: str
    verdict: str
    rank: int | None
    measure: int | None
    measure_name: str
    reasons: tuple[Mapping[str, object], ...]
    now_verdict: str = ""
    months: tuple[MonthLine, ...] = ()


def runs(*, campaign_code: str, activity_code: str) -> tuple[RunCard, ...]:
    """The runs of an activity's rule, newest first."""
    rows = SelectionRun.objects.filter(
        activity__campaign__code=campaign_code, activity__code=activity_code
    ).select_related("activity__campaign", "by")
    return tuple(_card(row) for row in rows)


def run(*, run_id: int) -> RunCard:
    """One run. raises : NotFound"""
    return _card(_row(run_id))


def selected(*, actor: Actor, run_id: int, verdict: str = "") -> tuple[SelectedLine, ...]:
    """The customers that a run chose, nearly chose or could not judge, in the actor's sight, by rank."""
    rows = _row(run_id).rows.all()
    if verdict:
        rows = rows.filter(verdict=verdict)
    if not actor.sees_all:
        rows = rows.filter(unit_code__in=actor.unit_codes or ())
    found = list(rows)
    codes = [row.customer_code for row in found]
    names = customer_names(codes=codes) | _request_names(codes)
    return tuple(
        SelectedLine(
            row.customer_code, names.get(row.customer_code, ""), row.unit_code, row.verdict, row.rank,
            row.measure, tuple(row.reasons),
        )
        for row in found
    )  # fmt: skip


def waiting(*, run_id: int) -> tuple[str, ...]:
    """The codes that putting a run forward would name now: chosen, and without a living promise. By rank."""
    row = _row(run_id)
    codes = row.rows.filter(verdict="chosen").order_by("rank", "customer_code")
    living = Benefit.objects.filter(activity=row.activity).exclude(state__in=BENEFIT.exits)
    if row.rule.get("select") == "requests_in_order_of_arrival":
        named = set(living.filter(state="nominated").values_list("reference", flat=True))
        return tuple(code for code in codes.values_list("customer_code", flat=True) if code in named)
    promised = set(living.values_list("customer_code", flat=True))
    return tuple(code for code in codes.values_list("customer_code", flat=True) if code not in promised)


def why(*, actor: Actor, run_id: int, customer_code: str) -> WhyAnswer:
    """
    Answer "why chosen" or "why not" for any customer in the actor's sight.

    customer_code : for a rule about requests also the reference of a request
    raises        : NotFound, also for a customer out of sight or one whom the rule does not judge
    """
    row = _row(run_id)
    subject = _subject(actor=actor, row=row, asked=customer_code.strip().upper())
    kept = row.rows.filter(customer_code=subject.code).first()
    try:
        now = explain(run=row, code=subject.code)
    except UnknownCode as reason:
        raise NotFound("customer", customer_code) from reason
    said = kept or now
    return WhyAnswer(
        customer_code=subject.code, name=subject.name, unit_code=subject.unit_code,
        verdict=said.verdict, rank=kept.rank if kept else None, measure=said.measure,
        measure_name=now.measure_name, reasons=tuple(said.reasons),
        now_verdict=kept.verdict if kept and _is_named(kept) else now.verdict,
        months=_months(row=row, code=subject.code, reasons=now.reasons),
    )  # fmt: skip


class _Subject(NamedTuple):
    """Whom a run speaks of: a customer, or a request by its reference."""

    code: str
    name: str
    unit_code: str


def _subject(*, actor: Actor, row: SelectionRun, asked: str) -> _Subject:
    if row.rule.get("select") == "requests_in_order_of_arrival":
        found = (
            benefits_seen(actor=actor)
            .filter(Q(reference=asked) | Q(customer_code=asked), activity=row.activity)
            .order_by("reference")
            .first()
        )
        if found is None:
            raise NotFound("request", asked)
        return _Subject(found.reference, found.beneficiary_name, found.unit_id)
    known = customer_facts(code=asked)
    if known is None or not may_see_unit(actor=actor, unit_code=known.unit_code):
        raise NotFound("customer", asked)
    return _Subject(known.code, known.name, known.unit_code)


def _request_names(codes: list[str]) -> dict[str, str]:
    return dict(Benefit.objects.filter(reference__in=codes).values_list("reference", "beneficiary_name"))


def _is_named(kept: SelectionRow) -> bool:
    """Whether the plan itself named the customer: then the rule has no say."""
    return any(reason["name"] == NAMED_BY_PLAN for reason in kept.reasons)


def _months(*, row: SelectionRun, code: str, reasons: tuple[Mapping[str, Any], ...]) -> tuple[MonthLine, ...]:
    """The months that the rule looked at, under the code asked about and those before it."""
    moved = next((reason["facts"] for reason in reasons if reason["name"] == "moved"), {})
    codes = [*moved.get("previous_codes", ()), code]
    found = energy_by_month(rule=row.rule, as_of=row.as_of, codes=codes)
    return tuple(MonthLine(*line) for line in found)


def _row(run_id: int) -> SelectionRun:
    found = SelectionRun.objects.select_related("activity__campaign", "by").filter(pk=run_id).first()
    if found is None:
        raise NotFound("selection", run_id)
    return found


def _card(row: SelectionRun) -> RunCard:
    return RunCard(
        id=row.pk,
        campaign_code=row.activity.campaign.code,
        activity_code=row.activity.code,
        activity_vi=row.activity.name_vi,
        activity_en=row.activity.name_en,
        as_of=row.as_of,
        rule=row.rule,
        counts=row.counts,
        cut=row.cut or {},
        input_digest=row.input_digest,
        by=row.by.full_name,
        at=row.product_at,
    )
