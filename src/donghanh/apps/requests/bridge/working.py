"""
The office's working time, as the clocks of cases count it, and where due times come from.

Between the lawbook, which knows calendar and hours, and the engine of deadlines, which reckons.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import polars as pl

from donghanh.engines.deadlines import Due, check_pause, due, due_many
from donghanh.kernel.case_tables import CLOCKED, PAUSES
from donghanh.kernel.findings import Finding
from donghanh.kernel.spans import Span
from donghanh.lawbook import office_hours
from donghanh.lawbook.calendars import read_calendar
from donghanh.lawbook.pause_reasons import PauseReason
from donghanh.lawbook.work_times import ZONE, read_work_times

__all__ = ["ZONE", "Due", "local_day", "pause_findings", "reckon_due", "reckon_many", "working_spans"]


def local_day(at: datetime) -> date:
    """The company's day of an instant."""
    return at.astimezone(ZONE).date()


def working_spans(*, start: datetime, until: datetime) -> tuple[Span[datetime], ...]:
    """The working hours between two moments, in order."""
    return office_hours.working_spans(start=start, until=until, calendar=read_calendar(), zone=ZONE)


def reckon_due(
    *, clock: tuple[str, int], start: datetime, pauses: tuple[tuple[datetime, datetime], ...]
) -> Due:
    """
    The due time of a clock, explained; all pauses have ended.

    raises : CalendarDoesNotCover
    """
    as_of = max([start, *(until for _, until in pauses)])
    return due(clock=clock, start_at=start, pauses=pauses, as_of=as_of, work=read_work_times())


def pause_findings(
    *, reason: str, from_at: datetime, allowed: Sequence[str], known: PauseReason | None,
    times: int, evidence: Sequence[str],
) -> tuple[Finding, ...]:  # fmt: skip
    """
    What stands against a pause that begins now, by the engine of deadlines; nothing when it may be.

    known    : the reason as the lawbook has it on the day; None where it has none of that code
    times    : how often the case has waited for the reason already
    evidence : sorts of proof that are kept
    """
    return check_pause(
        reason=reason, from_at=from_at, until_at=None, allowed=allowed, longest=known and known.longest,
        work=read_work_times(), evidence=evidence, times=times, most_times=known and known.most_times,
        evidence_needed=[word.code for word in known.evidence] if known else (),
    )  # fmt: skip


def reckon_many(
    *,
    clocks: Sequence[tuple[int, str, int, datetime]],
    pauses: Sequence[tuple[int, datetime, datetime | None]],
    as_of: datetime,
) -> dict[int, tuple[datetime, date, bool]]:
    """Due time, due day and "is paused" of many cases: (case, kind, amount, start) and their pauses."""
    told = due_many(
        clocked=pl.DataFrame(list(clocks), schema=CLOCKED.schema, orient="row"),
        pauses=pl.DataFrame(list(pauses), schema=PAUSES.schema, orient="row"),
        as_of=as_of.astimezone(UTC),
        work=read_work_times(),
    )
    rows = told.select("case", "due_at", "due_on", "is_paused").iter_rows()
    return {case: (due_at, due_on, is_paused) for case, due_at, due_on, is_paused in rows}
