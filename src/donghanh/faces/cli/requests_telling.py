"""How the commands of `donghanh requests` print the queue, a case and the figures for a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from donghanh.faces.cli.programmes_asking import table

if TYPE_CHECKING:
    from donghanh.apps.requests.queries import ElectronicShare, Indicators
    from donghanh.apps.requests.queries.figure_values import OnTime
    from donghanh.apps.requests.values import CasePage, CaseRow, QueuePage

HOUR = 3600


def queue_lines(page: QueuePage) -> list[str]:
    """The queue as a table, with how many there are in all."""
    rows = [_cells(row) for row in page.rows]
    heads = ("code", "service", "state", "unit", "who", "due", "left")
    told = table(heads, rows, left=frozenset(range(6)))
    return [*told, f"{page.total} cases, {page.late_count} late; page {page.page} of {page.pages}."]


def case_lines(page: CasePage) -> list[str]:
    """One case: how it stands, how its due time came about, and what happened."""
    row = page.row
    lines = [
        f"{row.code}  {row.state}  {row.service_en}",
        f"  {row.unit_code or 'company'} / {row.desk}  {row.responsible or 'nobody'}  via {row.channel}",
        f"  {page.contact_name}  {page.phone}",
        _clock(page),
        f"  source: {page.due.source}{'' if page.due.is_confirmed else '  (to be confirmed)'}",
    ]
    lines += [f"  {_at(one.at)}  {one.move}  {one.by}  {one.why}".rstrip() for one in page.moves]
    return lines


def _clock(page: CasePage) -> str:
    due, row = page.due, page.row
    paused = " (paused)" if row.is_paused else ""
    told = f"clock: {due.clock_amount} {due.clock_kind}, from {_at(due.starts_at)} -> due {_at(row.due_at)}"
    return f"  {told}{paused}  left {left_of(row)}"


def figure_lines(found: Indicators) -> list[str]:
    """The figures: all, by service, by unit, by channel, complaints, the worst."""
    heads = ("", "received", "in time", "late", "open", "open late", "share", "95 % within h")
    parts = (
        ("all", (found.whole,)),
        ("service", found.by_service),
        ("unit", found.by_unit),
        ("channel", found.by_channel),
    )
    lines = [f"As of {found.on:%d/%m/%Y}, received {found.from_on:%d/%m/%Y} until {found.until_on:%d/%m/%Y}."]
    for name, rows in parts:
        lines += ["", *table((name, *heads[1:]), [_figures(one) for one in rows], left=frozenset({0}))]
    lines.append(
        f"Complaints in time: {percent(found.complaints.share)} (target > {found.complaints.target} %)"
    )
    if found.calls is not None:
        lines.append(
            f"Calls answered within {found.calls.limit_seconds} s: {percent(found.calls.share)} of"
            f" {found.calls.call_count} (target > {found.calls.target} %)"
        )
    lines += [
        f"worst: {one.code} {one.service_en} {one.late_seconds / HOUR:.1f} h late" for one in found.worst
    ]
    return lines


def share_lines(found: Iterable[ElectronicShare]) -> list[str]:
    """The electronic share by unit and month."""
    rows = [
        (
            one.unit_code or "all",
            f"{one.month:%Y-%m}",
            str(one.case_count),
            str(one.electronic_count),
            percent(one.share),
        )
        for one in found
    ]
    return table(("unit", "month", "cases", "electronic", "share"), rows, left=frozenset({0, 1}))


def percent(share: int | None) -> str:
    """A share of a hundred thousand as people read it."""
    return "-" if share is None else f"{share / 1000:.1f} %"


def left_of(row: CaseRow) -> str:
    """The time left in hours; a minus when late."""
    return "-" if row.seconds_left is None else f"{row.seconds_left / HOUR:.1f} h"


def _cells(row: CaseRow) -> tuple[str, ...]:
    state = f"{row.state}{' (paused)' if row.is_paused else ''}{' LATE' if row.is_late else ''}"
    who = row.responsible_username or "-"
    return (row.code, row.service_code, state, row.unit_code or "-", who, _at(row.due_at), left_of(row))


def _figures(one: OnTime) -> tuple[str, ...]:
    tail = "-" if one.p95_seconds is None else f"{one.p95_seconds / HOUR:.1f}"
    counts = (one.received_count, one.on_time_count, one.late_count, one.open_count, one.open_late_count)
    return (one.key or one.en, *map(str, counts), percent(one.share), tail)


def _at(moment: datetime | None) -> str:
    from donghanh.faces.clock import HOUSE_ZONE

    return "-" if moment is None else f"{moment.astimezone(HOUSE_ZONE):%Y-%m-%d %H:%M}"
