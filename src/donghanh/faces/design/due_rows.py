"""A due time as finished values for its one component: each day with why, pauses, rules and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.faces.design.figures import VIETNAM, written_day
from donghanh.lawbook.clock_rules import rules_of
from donghanh.lawbook.due_telling import DueTold, skipped_told, source_told
from donghanh.lawbook.pause_reasons import read_pause_reasons
from donghanh.lawbook.services import read_services
from donghanh.lawbook.work_times import hours_source

BY_OFFICE_HOURS = ("working_days", "working_hours")
Pauses = Sequence[tuple[datetime, datetime | None, str]]


@dataclass(frozen=True)
class DueParts:
    """
    What a due time came from, whoever reckoned it.

    starts     : word of the lawbook for what begins the clock; starts_at is None while that has not come
    pauses     : from, until or None while it lasts, and the reason in the page's language
    source     : a source, or "clause; source"
    other_whys : words of days left out that no calendar names
    """

    clock: tuple[str, int]
    starts: str
    received_at: datetime
    starts_at: datetime | None
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    paused_seconds: int
    pauses: Pauses
    source: str
    is_confirmed: bool
    other_whys: Mapping[str, str]


def said_in() -> str:
    """The language of the page: vi or en."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def drawn(told: DueTold) -> dict[str, Any]:
    """What the component shows of a due time that the lawbook told."""
    day, book = told.received_at.date(), read_services()
    source = told.source
    pauses = [(one.from_at, one.until_at, reason_said(one.reason, day)) for one in told.pauses]
    return finished(
        DueParts(
            clock=(told.clock, told.amount),
            starts=book.require(code=told.service, day=day).starts if told.service else "",
            received_at=told.received_at, starts_at=told.received_at, counted=told.counted,
            skipped=tuple((one.date, one.why) for one in told.skipped), paused_seconds=told.paused_seconds,
            pauses=pauses, source=f"{source.clause}; {source.text}" if source.clause else source.text,
            is_confirmed=source.is_confirmed, other_whys={},
        )
    )  # fmt: skip


def finished(due: DueParts) -> dict[str, Any]:
    """What the component shows, in the page's language."""
    said, words = said_in(), read_services().words
    day = (due.starts_at or due.received_at).astimezone(VIETNAM).date()
    hours = source_told(hours_source(day=day)) if due.clock[0] in BY_OFFICE_HOURS else None
    rules = rules_of(kind=due.clock[0], day=day, is_paused=bool(due.pauses))
    return {
        "clock": words.clock_text(clock=due.clock, language=said),
        "starts": getattr(words.starts[due.starts], said) if due.starts in words.starts else "",
        "received_at": due.received_at, "starts_at": due.starts_at, "has_begun": due.starts_at is not None,
        "days": days(due),
        "pauses": [{"from_at": since, "until_at": until, "reason": why} for since, until, why in due.pauses],
        "paused": length(due.paused_seconds), "is_by_office_hours": hours is not None,
        "rules": [(getattr(rule, said), rule.source.is_confirmed) for rule in rules],
        "source": due.source, "is_confirmed": due.is_confirmed, "hours_source": hours,
    }  # fmt: skip


def days(due: DueParts) -> list[dict[str, Any]]:
    """
    The days in order: `number` of a counted one, `why` of one left out.

    Once the clock has stood, a day is no longer whole: those in a pause say so, and none has a number.
    """
    numbers = {day: 0 if due.pauses else number for number, day in enumerate(due.counted, start=1)}
    names = {one.date: getattr(one, said_in()) for one in skipped_told(due.skipped)}
    whys = {day: names.get(day) or due.other_whys.get(why, why) for day, why in due.skipped}
    return [
        {
            "day": written_day(day), "number": numbers.get(day), "why": whys.get(day, ""),
            "is_counted": day in numbers, "is_paused": day in numbers and _stands(day, due.pauses),
        }
        for day in sorted({*numbers, *whys})
    ]  # fmt: skip


def _stands(day: date, pauses: Pauses) -> bool:
    """Whether the clock stood for some of the day."""
    first, last = (datetime.combine(day, at, tzinfo=VIETNAM) for at in (time.min, time.max))
    return any(since <= last and (until is None or until > first) for since, until, _why in pauses)


def reason_said(code: str, day: date) -> str:
    """The name of a reason to pause; its code where the day knows none."""
    known = {one.code: one for one in read_pause_reasons().on(day=day)}
    return str(getattr(known[code], said_in())) if code in known else code


def length(seconds: int) -> str:
    """Write a length in hours and minutes; nothing for none."""
    hours, minutes = divmod(seconds // 60, 60)
    return _("%(hours)d giờ %(minutes)d phút") % {"hours": hours, "minutes": minutes} if seconds else ""
