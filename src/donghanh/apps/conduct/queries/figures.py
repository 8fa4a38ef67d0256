"""Figures of conduct as of a day: units by month, items that fail, what comes again, what is behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import polars as pl

from donghanh.apps.conduct import bridge
from donghanh.apps.conduct.models import Answer, Finding, FindingMove, Inspection
from donghanh.apps.conduct.permissions import check_see_results
from donghanh.apps.conduct.queries.sight import findings_seen, inspections_seen
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.conduct.figures import (
    ConductMonth,
    FailingItem,
    RepeatedFinding,
    items_failing,
    months_of_units,
    repeated,
)


@dataclass(frozen=True)
class ConductItemFigure:
    """An item with its words as they stood in the checklist last."""

    line: FailingItem
    vi: str
    en: str


@dataclass(frozen=True)
class ConductRepeatFigure:
    """A repeated shortcoming with its words."""

    line: RepeatedFinding
    vi: str
    en: str


@dataclass(frozen=True)
class FindingThen:
    """A finding as it stood on a day."""

    code: str
    inspection: str
    unit: str
    item: str
    vi: str
    en: str
    raised_on: date
    state: str
    due: date | None
    is_late: bool


@dataclass(frozen=True)
class InspectionThen:
    """An inspection that was finished by a day."""

    code: str
    unit: str
    kind: str
    finished_on: date
    points: int
    possible: int
    verdict: str


@dataclass(frozen=True)
class ConductFigures:
    """Everything of the page of figures; `as_of` is the last day whose events count."""

    as_of: date
    months: tuple[ConductMonth, ...]
    items: tuple[ConductItemFigure, ...]
    repeats: tuple[ConductRepeatFigure, ...]


@dataclass(frozen=True)
class ConductBehind:
    """What stands behind a figure."""

    inspections: tuple[InspectionThen, ...]
    findings: tuple[FindingThen, ...]


def conduct_figures(*, actor: Actor, as_of: date) -> ConductFigures:
    """
    The figures of the units in sight as of the end of a day.

    raises : Forbidden
    """
    check_see_results(actor=actor)
    done, found = _inspections(actor, as_of), _findings(actor, as_of)
    words = {one.item: (one.vi, one.en) for one in found}
    answers = _answers(actor, as_of)
    asked = _words_of_items(actor, as_of) | words
    return ConductFigures(
        as_of=as_of,
        months=months_of_units(inspections=_done_frame(done), findings=_found_frame(found)),
        items=tuple(
            ConductItemFigure(line, *asked.get(line.item, (line.item, line.item)))
            for line in items_failing(answers=answers)
            if line.failed
        ),
        repeats=tuple(
            ConductRepeatFigure(line, *words[line.item]) for line in repeated(findings=_found_frame(found))
        ),
    )


def behind_figures(
    *, actor: Actor, as_of: date, unit_code: str = "", month: str = "", item: str = ""
) -> ConductBehind:
    """
    The inspections and findings that a figure counts, as they stood on the day.

    month  : 2021-12; empty for all
    raises : Forbidden
    """
    check_see_results(actor=actor)
    found = [
        one
        for one in _findings(actor, as_of)
        if unit_code in ("", one.unit)
        and one.raised_on.isoformat().startswith(month)
        and item in ("", one.item)
    ]
    done = [
        one
        for one in _inspections(actor, as_of)
        if unit_code in ("", one.unit) and one.finished_on.isoformat().startswith(month)
    ]
    return ConductBehind(() if item else tuple(done), tuple(found))


def _end(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=bridge.COMPANY_ZONE)


def _inspections(actor: Actor, as_of: date) -> list[InspectionThen]:
    rows = inspections_seen(actor=actor).filter(finished_at__lt=_end(as_of)).order_by("finished_at", "code")
    return [
        InspectionThen(
            one.code, one.unit_id, one.kind, bridge.company_day(at=one.finished_at), one.points or 0,
            one.possible or 0, one.verdict,
        )
        for one in rows
        if one.finished_at
    ]  # fmt: skip


def _findings(actor: Actor, as_of: date) -> list[FindingThen]:
    rows = findings_seen(actor=actor).filter(raised_at__lt=_end(as_of)).select_related("inspection")
    moves: dict[int, list[FindingMove]] = {}
    said = FindingMove.objects.filter(product_at__lt=_end(as_of), finding__in=rows.values("pk"))
    for move in said.order_by("product_at", "id"):
        moves.setdefault(move.finding_id, []).append(move)
    return [_then(one, moves[one.pk], as_of) for one in rows.order_by("code") if one.pk in moves]


def _then(row: Finding, moves: list[FindingMove], as_of: date) -> FindingThen:
    """What the moves up to the day say; what came later is not looked at."""
    state = moves[-1].to_state
    told = [move.facts["correct_due"] for move in moves if "correct_due" in move.facts]
    correct = date.fromisoformat(told[-1]) if told else None
    due = {"raised": row.reply_due, "upheld": correct}.get(state)
    return FindingThen(
        code=row.code, inspection=row.inspection.code, unit=row.unit_id, item=row.item, vi=row.item_vi,
        en=row.item_en, raised_on=bridge.company_day(at=row.raised_at), state=state, due=due,
        is_late=due is not None and due < as_of,
    )  # fmt: skip


def _done_frame(rows: list[InspectionThen]) -> pl.DataFrame:
    told = [(one.unit, one.finished_on.isoformat()[:7], one.points, one.possible) for one in rows]
    schema = {"unit": pl.String, "month": pl.String, "points": pl.Int64, "possible": pl.Int64}
    return pl.DataFrame(told, schema=schema, orient="row")


def _found_frame(rows: list[FindingThen]) -> pl.DataFrame:
    told = [
        (one.unit, one.raised_on.isoformat()[:7], one.item, one.state, one.is_late, one.raised_on.isoformat())
        for one in rows
    ]
    names = ("unit", "month", "item", "state", "is_late", "day")
    schema = dict.fromkeys(names, pl.String) | {"is_late": pl.Boolean}
    return pl.DataFrame(told, schema=schema, orient="row")


def _answers(actor: Actor, as_of: date) -> pl.DataFrame:
    """Of each item of each finished inspection the last answer."""
    done = inspections_seen(actor=actor).filter(finished_at__lt=_end(as_of))
    rows = Answer.objects.filter(inspection__in=done).order_by("inspection_id", "item", "-id")
    said = rows.distinct("inspection_id", "item").values_list("inspection__checklist", "item", "answer")
    schema = dict.fromkeys(("checklist", "item", "answer"), pl.String)
    return pl.DataFrame(list(said), schema=schema, orient="row")


def _words_of_items(actor: Actor, as_of: date) -> dict[str, tuple[str, str]]:
    done: list[Inspection] = list(
        inspections_seen(actor=actor).filter(finished_at__lt=_end(as_of)).distinct("checklist")
        .order_by("checklist", "-finished_at")
    )  # fmt: skip
    return {one["code"]: (one["vi"], one["en"]) for kept in done for one in kept.frozen["items"]}
