"""Files that were brought in: how far each is, and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from donghanh.apps.customers.models import ImportFile
from donghanh.apps.customers.permissions import check_import
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.intake import fields

PAGE = 100


@dataclass(frozen=True)
class ImportRow:
    """One file with its fate; `missing` names the fields that have no column yet."""

    id: int
    file_name: str
    sha256: str
    byte_count: int
    content: str
    state: str
    header: list[str]
    mapping: dict[str, str]
    missing: list[str]
    detected: dict[str, str]
    is_partial: bool
    is_load_wanted: bool
    checked_count: int
    row_count: int | None
    loaded_count: int
    progress_percent: int
    counts: dict[str, Any]
    username: str
    product_at: datetime


@dataclass(frozen=True)
class FindingRow:
    """One finding as it was kept."""

    severity: str
    rule: str
    row: int | None
    column: str | None
    facts: dict[str, Any]


@dataclass(frozen=True)
class FindingsPage:
    """A page of findings with the number of those that were kept."""

    rows: list[FindingRow]
    kept: int
    number: int
    page_count: int


def import_files(*, actor: Actor, limit: int = 50) -> list[ImportRow]:
    """List the latest files: all of them for those who see the company, else one's own."""
    check_import(actor=actor)
    return [_row(row) for row in _own(actor).order_by("-pk")[:limit]]


def import_file(*, actor: Actor, import_file_id: int) -> ImportRow | None:
    """Look one file up; None when there is none, or none of the actor's."""
    check_import(actor=actor)
    found = _own(actor).filter(pk=import_file_id).first()
    return _row(found) if found else None


def import_findings(
    *, actor: Actor, import_file_id: int, rule: str = "", page: int = 1, size: int = PAGE
) -> FindingsPage:
    """List the findings of a file, errors first, by rows; of one rule when it is named."""
    check_import(actor=actor)
    found = _own(actor).filter(pk=import_file_id).first()
    if found is None:
        return FindingsPage([], 0, 1, 1)
    rows = found.findings.order_by("severity", "row", "id")
    if rule:
        rows = rows.filter(rule=rule)
    kept = rows.count()
    page_count = max(1, -(-kept // size))
    number = min(max(1, page), page_count)
    shown = rows[(number - 1) * size : number * size]
    listed = [FindingRow(row.severity, row.rule, row.row, row.column, row.facts) for row in shown]
    return FindingsPage(listed, kept, number, page_count)


def _own(actor: Actor) -> QuerySet[ImportFile]:
    return ImportFile.objects.all() if actor.sees_all else ImportFile.objects.filter(staff_id=actor.staff_id)


def _row(row: ImportFile) -> ImportRow:
    return ImportRow(
        id=row.pk,
        file_name=row.file_name,
        sha256=row.sha256,
        byte_count=row.byte_count,
        content=row.content,
        state=row.state,
        header=row.header,
        mapping=row.mapping,
        missing=fields.missing_fields(mapping=row.mapping, content=row.content),
        detected=row.detected,
        is_partial=row.is_partial,
        is_load_wanted=row.is_load_wanted,
        checked_count=row.checked_count,
        row_count=row.row_count,
        loaded_count=row.loaded_count,
        progress_percent=row.progress_percent,
        counts=row.counts,
        username=row.username,
        product_at=row.product_at,
    )
