"""Findings: the list in sight, late ones said so, and one of them with what each side said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from donghanh.apps.conduct.models import Finding
from donghanh.apps.conduct.queries.pictures import finding_subject
from donghanh.apps.conduct.queries.sight import findings_seen
from donghanh.apps.conduct.queries.turns import whose_turn
from donghanh.apps.conduct.queries.waiting import ConductTold, told_about
from donghanh.apps.conduct.refusals import NotFound
from donghanh.apps.evidence.queries import EvidenceCard, evidence_by_subject
from donghanh.apps.organisation.permissions import Actor

PAGE_SIZE = 50


@dataclass(frozen=True)
class FindingRow:
    """
    A finding.

    person      : whom it concerns; empty where it concerns an office
    due         : last day of what is to be done next (to answer, to correct); None when nothing has a time
    """

    code: str
    inspection: str
    unit_code: str
    person: str
    item_vi: str
    item_en: str
    is_critical: bool
    state: str
    is_disputed: bool | None
    due: date | None


@dataclass(frozen=True)
class FindingPage:
    """Some rows of a list and how many there are in all."""

    rows: tuple[FindingRow, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class FindingMoved:
    """What somebody did and said."""

    move: str
    at: datetime
    by: str
    role: str
    words: str


@dataclass(frozen=True)
class FindingCard:
    """One finding; `acts` are the moves that this actor may make now."""

    row: FindingRow
    note: str
    unit_vi: str
    unit_en: str
    inspected_on: date
    reply_due: date
    correct_due: date | None
    moves: tuple[FindingMoved, ...]
    acts: tuple[str, ...]
    files: tuple[EvidenceCard, ...]
    told: tuple[ConductTold, ...]
    is_late: bool


def finding_list(*, actor: Actor, unit_code: str = "", state: str = "", page: int = 1) -> FindingPage:
    """A page of the findings in sight, the latest first."""
    rows = findings_seen(actor=actor)
    wanted = {"unit_id": unit_code, "state": state}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    total = rows.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    first = (page - 1) * PAGE_SIZE
    return FindingPage(finding_rows(rows.order_by("-code")[first : first + PAGE_SIZE]), total, page, pages)


def finding_rows(rows: QuerySet[Finding]) -> tuple[FindingRow, ...]:
    """Rows as values; for lists that have their own sight."""
    return tuple(_row(one) for one in rows.select_related("inspection", "staff"))


def finding_card(*, actor: Actor, code: str, day: date) -> FindingCard:
    """
    One finding with everything that was said to it.

    raises : NotFound
    """
    rows = findings_seen(actor=actor).select_related("inspection", "staff", "unit")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotFound("finding", code)
    row, subject = _row(found), finding_subject(code=code)
    return FindingCard(
        row=row,
        note=found.note,
        unit_vi=found.unit.name_vi,
        unit_en=found.unit.name_en,
        inspected_on=found.inspection.day,
        reply_due=found.reply_due,
        correct_due=found.correct_due,
        moves=tuple(
            FindingMoved(one.move, one.product_at, one.by.full_name if one.by else "", one.as_role, one.why)
            for one in found.moves.select_related("by")
        ),
        acts=whose_turn(found=found, actor=actor, day=day),
        files=evidence_by_subject(subjects=[subject]).get(subject, ()),
        told=told_about(actor=actor, code=code),
        is_late=row.due is not None and row.due < day,
    )


def _row(one: Finding) -> FindingRow:
    due = {"raised": one.reply_due, "upheld": one.correct_due}.get(one.state)
    return FindingRow(
        code=one.code,
        inspection=one.inspection.code,
        unit_code=one.unit_id,
        person=one.staff.full_name if one.staff else "",
        item_vi=one.item_vi,
        item_en=one.item_en,
        is_critical=one.is_critical,
        state=one.state,
        is_disputed=one.is_disputed,
        due=due,
    )
