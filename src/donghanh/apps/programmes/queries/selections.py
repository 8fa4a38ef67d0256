"""Questions about selections by rule: who was chosen, and for any customer why or why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from donghanh.apps.organisation.permissions import Actor, check_see_unit
from donghanh.apps.programmes.bridge.judging import explain
from donghanh.apps.programmes.bridge.people import customer_facts, customer_names
from donghanh.apps.programmes.models import SelectionRun
from donghanh.apps.programmes.refusals import NotFound

PAGE_SIZE = 100


@dataclass(frozen=True)
class RunCard:
    """A run as lists of runs show it; `counts` is verdict -> customers."""

    id: int
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
class WhyAnswer:
    """
    Why one customer was chosen or not, recomputed by the same rule on the day of the run.

    reasons : name, effect (bars, leaves_open, chooses, places_beyond, notes), facts
    """

    customer_code: str
    name: str
    unit_code: str
    verdict: str
    rank: int | None
    measure: int | None
    measure_name: str
    reasons: tuple[Mapping[str, object], ...]


def runs(*, campaign_code: str, activity_code: str) -> tuple[RunCard, ...]:
    """The runs of an activity's rule, newest first."""
    rows = SelectionRun.objects.filter(
        activity__campaign__code=campaign_code, activity__code=activity_code
    ).select_related("activity", "by")
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
    names = customer_names(codes=[row.customer_code for row in found])
    return tuple(
        SelectedLine(
            row.customer_code, names.get(row.customer_code, ""), row.unit_code, row.verdict, row.rank,
            row.measure, tuple(row.reasons),
        )
        for row in found
    )  # fmt: skip


def why(*, actor: Actor, run_id: int, customer_code: str) -> WhyAnswer:
    """
    Answer "why chosen" or "why not" for any customer in sight: the rule, on a frame of length one.

    raises : NotFound, also for a customer out of sight
    """
    row = _row(run_id)
    known = customer_facts(code=customer_code)
    if known is None:
        raise NotFound("customer", customer_code)
    try:
        check_see_unit(actor=actor, unit_code=known.unit_code)
    except Exception as reason:
        raise NotFound("customer", customer_code) from reason
    kept = row.rows.filter(customer_code=customer_code).first()
    told = explain(run=row, code=customer_code)
    return WhyAnswer(
        customer_code=customer_code,
        name=known.name,
        unit_code=known.unit_code,
        verdict=kept.verdict if kept else told.verdict,
        rank=kept.rank if kept else None,
        measure=told.measure,
        measure_name=told.measure_name,
        reasons=told.reasons,
    )


def _row(run_id: int) -> SelectionRun:
    found = SelectionRun.objects.select_related("activity__campaign", "by").filter(pk=run_id).first()
    if found is None:
        raise NotFound("selection", run_id)
    return found


def _card(row: SelectionRun) -> RunCard:
    return RunCard(
        id=row.pk,
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
