"""
`donghanh deadline`: when a service is due, or which day so many working days after another is; no database.

For whoever answers a customer or another program. A time of day without a zone is that of Asia/Ho_Chi_Minh,
as people in the offices write it; engine and API refuse such a time. Nothing is received later than now by
the machine's clock.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from donghanh.faces.cli.deadline_asked import DAY, MOMENT, PAUSE, refusing
from donghanh.faces.cli.services import AS_JSON, LANGUAGE, UNCONFIRMED

if TYPE_CHECKING:
    from donghanh.lawbook.due_telling import DueTold, PauseGiven

BOTH = "{0.vi} / {0.en}"


@click.group()
def deadline() -> None:
    """Due times, explained day by day."""


@deadline.command("due")
@click.option("--service", required=True, metavar="CODE", help="Of the catalogue: donghanh services list.")
@click.option(
    "--received", type=MOMENT, required=True, metavar="MOMENT",
    help="2026-08-21T10:00; without a zone that of Asia/Ho_Chi_Minh.",
)  # fmt: skip
@click.option(
    "--pause", "pauses", type=PAUSE, multiple=True, metavar="FROM/UNTIL:REASON",
    help="2026-08-24T08:00/2026-08-25T08:00:documents_missing; UNTIL left out while it lasts.",
)  # fmt: skip
@LANGUAGE
@AS_JSON
@refusing
def due_of_service(
    service: str, received: datetime, pauses: tuple[PauseGiven, ...], language: str, as_json: bool
) -> None:
    """Tell when a service is due that was received at a moment, by the rules of that day."""
    from donghanh.faces.clock import real_now
    from donghanh.lawbook.due_telling import tell_due

    _say(tell_due(code=service, received_at=received, pauses=pauses, now=real_now()), language, as_json)


@deadline.command("add")
@click.option("--from", "day", type=DAY, required=True, metavar="DAY", help="The day after it is day 1.")
@click.option("--working-days", "count", type=int, required=True, metavar="COUNT", help="One or more.")
@LANGUAGE
@AS_JSON
@refusing
def add_working_days(day: datetime, count: int, language: str, as_json: bool) -> None:
    """Tell the COUNT-th working day after DAY."""
    from donghanh.lawbook.due_telling import tell_working_days

    _say(tell_working_days(day=day.date(), count=count), language, as_json)


def document_of(told: DueTold) -> dict[str, Any]:
    """The JSON document: five names, and `paused_seconds` where pauses were given."""
    given = {"paused_seconds": told.paused_seconds} if told.pauses else {}
    return {
        "due_on": told.due_on.isoformat(),
        "due_at": told.due_at.isoformat(),
        "counted": [day.isoformat() for day in told.counted],
        "skipped": [{"date": day.date.isoformat(), "why": BOTH.format(day)} for day in told.skipped],
        **given,
        "source": _source(told, "en"),
    }


def _say(told: DueTold, language: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(document_of(told), ensure_ascii=False, indent=2))
        return
    for line in _lines(told, language):
        click.echo(line)


def _lines(told: DueTold, language: str) -> Iterable[str]:
    vietnamese = language == "vi"
    name = getattr(told, language)
    if name:
        yield name
    yield f"{'Hạn' if vietnamese else 'Due'}: {told.due_at:%d/%m/%Y %H:%M}"
    reasons = {day.date: getattr(day, language) for day in told.skipped}
    numbers = {day: number for number, day in enumerate(told.counted, start=1)}
    for day in sorted([*told.counted, *reasons]):
        if day in numbers:
            yield f"  {day:%d/%m/%Y}  {'ngày thứ' if vietnamese else 'day'} {numbers[day]}"
        else:
            yield f"  {day:%d/%m/%Y}  {'không tính' if vietnamese else 'not counted'}: {reasons[day]}"
    if told.pauses:
        yield f"{'Cộng lại do tạm dừng' if vietnamese else 'Given back by pauses'}: {told.paused_seconds} s"
    for rule in told.rules:
        yield f"- {getattr(rule, language)}{'' if rule.is_confirmed else f' ({UNCONFIRMED[language]})'}"
    yield f"{'Căn cứ' if vietnamese else 'Source'}: {_source(told, language)}"


def _source(told: DueTold, language: str) -> str:
    source = told.source
    said = f"{source.text}; {source.clause}" if source.clause else source.text
    return said if source.is_confirmed else f"{said} ({UNCONFIRMED[language]})"
