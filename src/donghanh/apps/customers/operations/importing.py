"""
Runs one import from its state in the database: check, and load when that was wanted.

May be killed at any moment and run again: checking writes only findings, which the next run writes anew;
loading is one transaction, which also says that the file is loaded, so nothing is ever loaded twice.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl
from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now  # noqa: TID251 - when the row was written, by the database

from donghanh.adapters.spreadsheets.sheets import CannotReadSpreadsheet, Sheet
from donghanh.apps.customers.models import ColumnMapping, ImportFile, ImportFinding
from donghanh.apps.customers.operations.checking import Gathered, check_file, compare_with_kept
from donghanh.apps.customers.operations.loading import LoadCounts, analyse, write_frames
from donghanh.apps.customers.operations.receiving import headers_digest, path_of
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, console_actor
from donghanh.engines.intake.customers import Terms

LOCK_CLASS = 7_301  # advisory locks of imports


class AlreadyRunning(Exception):
    """Another process works on this import at this moment."""


@dataclass(frozen=True)
class ImportOutcome:
    """How an import ended: its state, rows, errors, and what was loaded or would be."""

    import_file_id: int
    state: str
    row_count: int
    error_count: int
    counts: dict[str, object]


Report = Callable[[str, int, int], None]


def run_import(
    *, import_file_id: int, at: datetime, report: Report = lambda state, percent, rows: None
) -> ImportOutcome:
    """
    Check the file, and load it when that was asked for; calling it again after an end changes nothing.

    report  : called with the state, the percentage and the rows read so far
    returns : the outcome; state is checked, loaded or refused
    raises  : AlreadyRunning
    """
    with _held(import_file_id):
        row = ImportFile.objects.get(pk=import_file_id)
        if row.state in ("queued", "checking", "loading", "failed"):
            _run(row, at, report)
            row.refresh_from_db()
        return ImportOutcome(
            row.pk, row.state, row.row_count or 0, int(row.counts.get("errors", 0)), row.counts
        )


def _run(row: ImportFile, at: datetime, report: Report) -> None:
    actor = _actor_of(row, at)
    _begin(row)
    try:
        with _spool(row) as spool:
            gathered = check_file(
                row=row,
                path=path_of(sha256=row.sha256),
                spool=spool,
                terms=_terms(row, actor, at),
                report=_reporting(row, report),
            )
            _finish_check(row, gathered)
            if row.is_load_wanted and row.state == "checked":
                _load(row, gathered, actor, at, report)
    except CannotReadSpreadsheet as reason:
        _refuse(row, reason)
    except Exception:
        ImportFile.objects.filter(pk=row.pk).exclude(state="loaded").update(state="failed", changed_at=Now())
        raise


def _actor_of(row: ImportFile, at: datetime) -> Actor:
    if row.staff_id is None:
        return console_actor()
    found = organisation.actor_of(staff_id=row.staff_id, on=at.date())
    return found or Actor(row.staff_id, row.username, row.username)


def _terms(row: ImportFile, actor: Actor, at: datetime) -> Terms:
    return Terms(
        unit_codes=organisation.known_unit_codes(),
        unit_of_commune=organisation.units_of_communes(day=at.date()),
        seen_units=actor.unit_codes,
        day=at.date(),
        date_system=row.detected.get("date_system", "1900"),
    )


def _begin(row: ImportFile) -> None:
    with transaction.atomic():
        row.findings.all().delete()
        row.state, row.attempt_count = "checking", row.attempt_count + 1
        row.checked_count = row.loaded_count = row.progress_percent = 0
        row.counts = {}
        row.save()


def _reporting(row: ImportFile, report: Report) -> Callable[[Gathered, Sheet], None]:
    def told(gathered: Gathered, sheet: Sheet) -> None:
        share = sheet.progress
        if share is None:
            share = gathered.row_count / max(1, sheet.row_count or 1)
        percent = min(99, int(share * 100))
        ImportFile.objects.filter(pk=row.pk).update(
            checked_count=gathered.row_count, progress_percent=percent, changed_at=Now()
        )
        report("checking", percent, gathered.row_count)

    return told


def _finish_check(row: ImportFile, gathered: Gathered) -> None:
    errors = gathered.error_count
    rules = [
        {"severity": severity, "rule": rule, "count": count}
        for (severity, rule), count in sorted(gathered.counts.items())
    ]
    row.counts = {"errors": errors, "rules": rules, **compare_with_kept(gathered=gathered)}
    row.row_count = row.checked_count = gathered.row_count
    is_refused = row.is_load_wanted and ((errors and not row.is_partial) or not gathered.row_count)
    row.state = "refused" if is_refused else "checked"
    row.progress_percent = 100
    with transaction.atomic():
        _keep_findings(row, gathered.kept_findings())
        row.save()


def _keep_findings(row: ImportFile, findings: pl.DataFrame) -> None:
    columns = {field: name for name, field in row.mapping.items() if field}
    ImportFinding.objects.bulk_create(
        (
            ImportFinding(
                import_file=row,
                severity=one["severity"],
                rule=one["rule"],
                row=one["row"],
                column=columns.get(one["field"], one["field"]),
                facts={
                    name: one[name]
                    for name in ("field", "found", "expected", "count")
                    if one[name] not in (None, "") and not (name == "count" and one["severity"] == "error")
                },
            )
            for one in findings.iter_rows(named=True)
        ),
        batch_size=1000,
    )


def _load(row: ImportFile, gathered: Gathered, actor: Actor, at: datetime, report: Report) -> None:
    ImportFile.objects.filter(pk=row.pk).update(state="loading", progress_percent=0, changed_at=Now())
    report("loading", 0, 0)

    def told(counts: LoadCounts) -> None:
        report("loading", min(99, counts.customers * 100 // max(1, gathered.row_count)), counts.customers)

    with transaction.atomic():
        locked = ImportFile.objects.select_for_update().get(pk=row.pk)
        if locked.state == "loaded":
            return
        counts = write_frames(frames=gathered.clean(), day=at.date(), report=told)
        if _was_loaded_meanwhile(locked):
            raise LoadedMeanwhile(locked.sha256)
        _record_loaded(locked, counts, actor, at)
    analyse()


class LoadedMeanwhile(Exception):
    """The same bytes were loaded by another import between this one's question and its end."""


def _was_loaded_meanwhile(row: ImportFile) -> bool:
    others = ImportFile.objects.filter(sha256=row.sha256, state="loaded").exclude(pk=row.pk)
    return not row.is_again and others.exists()


def _record_loaded(row: ImportFile, counts: LoadCounts, actor: Actor, at: datetime) -> None:
    row.state, row.progress_percent = "loaded", 100
    row.loaded_count = counts.customers or counts.energy_rows
    loaded = {
        "new": counts.new,
        "same": counts.same,
        "changed": counts.changed,
        "energy_rows": counts.energy_rows,
    }
    row.counts = {**row.counts, **loaded}
    row.save()
    ColumnMapping.objects.update_or_create(
        headers_sha256=headers_digest(header=row.header), defaults={"mapping": row.mapping, "product_at": at}
    )
    facts = {"file": row.file_name, "sha256": row.sha256, "partial": row.is_partial, **loaded}
    record_act(actor=actor, act="load_customers", subject=f"import:{row.pk}", facts=facts, at=at)


def _refuse(row: ImportFile, reason: CannotReadSpreadsheet) -> None:
    with transaction.atomic():
        row.findings.all().delete()
        facts = json.loads(json.dumps(reason.facts, default=str))
        at_row = facts.get("row")
        ImportFinding.objects.create(
            import_file=row, severity="error", rule=reason.rule, row=at_row, column=None, facts=facts
        )
        row.state, row.progress_percent = "refused", 100
        row.counts = {"errors": 1, "rules": [{"severity": "error", "rule": reason.rule, "count": 1}]}
        row.save()


@contextmanager
def _held(import_file_id: int) -> Iterator[None]:
    """A lock that dies with this process's connection: whoever was killed holds nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, import_file_id])
        if not cursor.fetchone()[0]:
            raise AlreadyRunning(f"import {import_file_id} is being worked on by another process")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, import_file_id])


@contextmanager
def _spool(row: ImportFile) -> Iterator[Path]:
    """A folder for the clean rows; what a killed run left behind is removed first."""
    folder = Path(settings.MEDIA_ROOT) / "spool" / f"import-{row.pk}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
