"""Inspections: the list in sight, and one of them with its checklist and answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from donghanh.apps.conduct import bridge
from donghanh.apps.conduct.models import Inspection
from donghanh.apps.conduct.permissions import may_inspect, own_units
from donghanh.apps.conduct.queries.answers import latest_answers
from donghanh.apps.conduct.queries.findings import FindingRow, finding_rows
from donghanh.apps.conduct.queries.pictures import item_subject
from donghanh.apps.conduct.queries.sight import findings_seen, inspections_seen
from donghanh.apps.conduct.queries.waiting import ConductTold, told_about
from donghanh.apps.conduct.refusals import NotFound
from donghanh.apps.evidence.queries import EvidenceCard, evidence_by_subject
from donghanh.apps.organisation.permissions import Actor

PAGE_SIZE = 50


@dataclass(frozen=True)
class InspectionRow:
    """An inspection; `person` is empty where it concerns an office."""

    code: str
    round: str
    is_surprise: bool
    kind: str
    unit_code: str
    unit_vi: str
    unit_en: str
    person: str
    day: date
    state: str
    share_bp: int | None
    verdict: str


@dataclass(frozen=True)
class InspectionPage:
    """Some rows of a list and how many there are in all."""

    rows: tuple[InspectionRow, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class ItemLine:
    """One item with what was said of it; `answer` is empty while nothing was."""

    code: str
    vi: str
    en: str
    points: int
    is_critical: bool
    answer: str
    note: str
    files: tuple[EvidenceCard, ...]


@dataclass(frozen=True)
class InspectionMoved:
    """One move of an inspection."""

    move: str
    at: datetime
    by: str
    why: str


@dataclass(frozen=True)
class InspectionCard:
    """One inspection; before it is begun the items are those of the checklist that holds on its day."""

    row: InspectionRow
    inspector: str
    checklist_vi: str
    checklist_en: str
    is_confirmed: bool
    items: tuple[ItemLine, ...]
    points: int | None
    possible: int | None
    findings: tuple[FindingRow, ...]
    moves: tuple[InspectionMoved, ...]
    told: tuple[ConductTold, ...]
    may_act: bool


def inspection_list(
    *, actor: Actor, unit_code: str = "", state: str = "", kind: str = "", round_code: str = "", page: int = 1
) -> InspectionPage:
    """A page of the inspections in sight, by day, the latest first."""
    rows = inspections_seen(actor=actor)
    wanted = {"unit_id": unit_code, "state": state, "kind": kind, "round__code": round_code}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    total = rows.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = rows.select_related("round", "unit", "staff").order_by("-day", "-code")
    first = (page - 1) * PAGE_SIZE
    return InspectionPage(tuple(_row(one) for one in shown[first : first + PAGE_SIZE]), total, page, pages)


def inspection_card(*, actor: Actor, code: str) -> InspectionCard:
    """
    One inspection with everything that was said in it.

    raises : NotFound
    """
    rows = inspections_seen(actor=actor).select_related("round", "unit", "staff", "inspector")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotFound("inspection", code)
    kept = found.frozen or _to_come(found)
    return InspectionCard(
        row=_row(found),
        inspector=found.inspector.full_name if found.inspector else "",
        checklist_vi=kept.get("name_vi", ""),
        checklist_en=kept.get("name_en", ""),
        is_confirmed=kept.get("is_confirmed", False),
        items=_items(found, kept),
        points=found.points,
        possible=found.possible,
        findings=finding_rows(findings_seen(actor=actor).filter(inspection=found).order_by("code")),
        moves=tuple(
            InspectionMoved(one.move, one.product_at, one.by.full_name if one.by else "", one.why)
            for one in found.moves.select_related("by")
        ),
        told=told_about(actor=actor, code=code),
        may_act=may_inspect(actor=actor)
        and (found.staff_id is None or actor.staff_id != found.staff_id)
        and found.unit_id not in own_units(actor=actor),
    )


def _to_come(found: Inspection) -> dict[str, object]:
    checklist = bridge.checklist_for(place=found.kind, on=found.day)
    return bridge.frozen(checklist=checklist) if checklist else {"items": []}


def _items(found: Inspection, kept: dict[str, object]) -> tuple[ItemLine, ...]:
    said = latest_answers(found)
    subjects = {one["code"]: item_subject(inspection=found.code, item=one["code"]) for one in kept["items"]}  # type: ignore[attr-defined]
    files = evidence_by_subject(subjects=subjects.values())
    return tuple(
        ItemLine(
            one["code"],
            one["vi"],
            one["en"],
            one["points"],
            one["is_critical"],
            *said.get(one["code"], ("", "")),
            files.get(subjects[one["code"]], ()),
        )
        for one in kept["items"]  # type: ignore[attr-defined]
    )


def _row(one: Inspection) -> InspectionRow:
    return InspectionRow(
        code=one.code,
        round=one.round.code,
        is_surprise=one.round.is_surprise,
        kind=one.kind,
        unit_code=one.unit_id,
        unit_vi=one.unit.name_vi,
        unit_en=one.unit.name_en,
        person=one.staff.full_name if one.staff else "",
        day=one.day,
        state=one.state,
        share_bp=one.share_bp,
        verdict=one.verdict,
    )
