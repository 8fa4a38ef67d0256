"""Files of readings that came in, and what was found in them: one's own, or all for the company."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from donghanh.apps.metering.models import ReadingImport
from donghanh.apps.metering.permissions import check_see
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound


@dataclass(frozen=True)
class ImportRow:
    """A file or batch with its fate."""

    number: int
    file_name: str
    sha256: str
    layout: str
    channel: str
    state: str
    row_count: int
    good_count: int
    loaded_count: int
    is_partial: bool
    counts: dict[str, int]
    username: str
    at: datetime

    @property
    def bad_count(self) -> int:
        return self.row_count - self.good_count


@dataclass(frozen=True)
class FindingRow:
    """One line that does not pass."""

    line: int | None
    rule: str
    column: str
    found: str
    expected: str


def reading_imports(*, actor: Actor) -> tuple[ImportRow, ...]:
    """The last fifty files and batches in sight, newest first. raises : Forbidden"""
    check_see(actor=actor)
    return tuple(_row(row) for row in _in_sight(actor).order_by("-pk")[:50])


def reading_import(*, actor: Actor, number: int) -> tuple[ImportRow, tuple[FindingRow, ...]]:
    """
    One file with its findings.

    raises : Forbidden, NotFound
    """
    check_see(actor=actor)
    row = _in_sight(actor).filter(pk=number).first()
    if row is None:
        raise NotFound("reading_import", number)
    findings = row.findings.all()[:500]
    return _row(row), tuple(
        FindingRow(one.line, one.rule, one.column, one.found, one.expected) for one in findings
    )


def _in_sight(actor: Actor) -> QuerySet[ReadingImport]:
    if actor.sees_all:
        return ReadingImport.objects.all()
    return ReadingImport.objects.filter(staff_id=actor.staff_id, staff__isnull=False)


def _row(row: ReadingImport) -> ImportRow:
    return ImportRow(
        row.pk, row.file_name, row.sha256, row.layout, row.channel, row.state, row.row_count, row.good_count,
        row.loaded_count, row.is_partial, row.counts, row.username, row.product_at,
    )  # fmt: skip
