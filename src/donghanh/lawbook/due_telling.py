"""
A due time that explains itself, in plain values: for the command, the API and every page that shows one.

Which days were counted, which were left out and what each is called, what pauses gave back, by which clause,
and by which rules of counting. Days are those of the offices. What cannot be reckoned is refused with a
stable rule name, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from donghanh.engines.deadlines import Due, check_pause, due
from donghanh.kernel.worktime import SATURDAY
from donghanh.lawbook.calendars import days_named
from donghanh.lawbook.clock_rules import rules_of
from donghanh.lawbook.pause_reasons import read_pause_reasons
from donghanh.lawbook.service_telling import ServiceSource
from donghanh.lawbook.services import Service, read_services
from donghanh.lawbook.sources import Source
from donghanh.lawbook.work_times import ZONE, hours_source, names_of_days, read_work_times

WEEKEND = {5: ("Thứ Bảy", "Saturday"), 6: ("Chủ nhật", "Sunday")}
MOST_DAYS = 1000
NOON = time(12)
ONE_DAY = timedelta(days=1)


class CannotReckon(ValueError):
    """No due time can be told; `rule` is a stable name, the text says what was found and what to do next."""

    def __init__(self, rule: str, text: str) -> None:
        super().__init__(text)
        self.rule = rule


@dataclass(frozen=True)
class PauseGiven:
    """A pause as it was told: `until_at` is null while it lasts."""

    from_at: datetime
    until_at: datetime | None
    reason: str


@dataclass(frozen=True)
class DaySkipped:
    """A day that was not counted; `why` is weekend, holiday or tet, and the names say it to people."""

    date: date
    why: str
    vi: str
    en: str


@dataclass(frozen=True)
class RuleTold:
    """A rule of counting, and whether it is confirmed."""

    code: str
    vi: str
    en: str
    is_confirmed: bool


@dataclass(frozen=True)
class DueTold:
    """
    When it is due, and why.

    service        : code of the catalogue; empty for a plain count of days
    clock, amount  : what is counted, and how many
    counted        : working days in order, day 1 first; empty for clocks that run day and night
    paused_seconds : what pauses gave back, in the time that the clock counts
    source         : of the deadline; `hours_source` of the offices' hours
    """

    service: str
    vi: str
    en: str
    clock: str
    amount: int
    received_at: datetime
    due_at: datetime
    due_on: date
    counted: tuple[date, ...]
    skipped: tuple[DaySkipped, ...]
    pauses: tuple[PauseGiven, ...]
    paused_seconds: int
    rules: tuple[RuleTold, ...]
    source: ServiceSource
    hours_source: ServiceSource


def tell_due(
    *, code: str, received_at: datetime, pauses: Sequence[PauseGiven] = (), now: datetime
) -> DueTold:
    """
    Tell when a service is due that was received at a moment, by the rules of that day.

    raises : NoSuchService, CalendarDoesNotCover; CannotReckon `received-in-future`, `counts-before`,
             `received-without-zone`, `not-a-moment`, and the findings of `check_pause` as its rule
    """
    for moment in (received_at, *(end for one in pauses for end in (one.from_at, one.until_at) if end)):
        _require_moment(moment)
    _require_past(received_at, now)
    day = received_at.astimezone(ZONE).date()
    service = read_services().require(code=code, day=day)
    if service.counts == "before":
        text = f"{code} counts back from an event, not on from a receipt. Next: ask for a term counted after."
        raise CannotReckon("counts-before", text)
    read_work_times().calendar.require(day)
    for pause in pauses:
        _require_allowed(pause, service)
    return _told(service, service.clock, received_at, tuple(pauses), now, service.source)


def tell_working_days(*, day: date, count: int) -> DueTold:
    """
    Tell the `count`-th working day after a day; the day after is day 1.

    raises : CalendarDoesNotCover; CannotReckon `days-outside`

    >>> str(tell_working_days(day=date(2025, 12, 31), count=3).due_on)
    '2026-01-07'
    """
    if not 1 <= count <= MOST_DAYS:
        text = f"{count} working days; expected 1 to {MOST_DAYS}. Next: give a number of days within these."
        raise CannotReckon("days-outside", text)
    read_work_times().calendar.require(day)
    noon = datetime.combine(day, NOON, tzinfo=ZONE)
    source = next((one.source for one in days_named() if one.day.year == day.year), hours_source(day=day))
    return _told(None, ("working_days", count), noon, (), noon, source)


def source_told(source: Source) -> ServiceSource:
    """A source in plain values."""
    return ServiceSource(source.text, source.clause, source.evidence, source.confidence, source.is_confirmed)


def skipped_told(skipped: Sequence[tuple[date, str]]) -> tuple[DaySkipped, ...]:
    """Name days that were left out: a day off by its own name, else the day of the weekend."""
    names = names_of_days()
    return tuple(
        DaySkipped(day, why, *(WEEKEND[day.weekday()] if day not in names else names[day]))
        for day, why in skipped
        if day in names or day.weekday() >= SATURDAY
    )


def _told(
    service: Service | None, clock: tuple[str, int], received_at: datetime, pauses: tuple[PauseGiven, ...],
    now: datetime, source: Source,
) -> DueTold:  # fmt: skip
    spans = [(one.from_at, one.until_at) for one in pauses]
    found: Due = due(clock=clock, start_at=received_at, pauses=spans, as_of=now, work=read_work_times())
    day = received_at.astimezone(ZONE).date()
    rules = rules_of(kind=clock[0], day=day, is_paused=bool(pauses))
    return DueTold(
        service=service.code if service else "", vi=service.vi if service else "",
        en=service.en if service else "", clock=clock[0], amount=clock[1],
        received_at=received_at.astimezone(ZONE), due_at=found.due_at.astimezone(ZONE), due_on=found.due_on,
        counted=found.counted, skipped=skipped_told([(one.date, one.why) for one in found.skipped]),
        pauses=pauses, paused_seconds=found.paused_seconds,
        rules=tuple(RuleTold(one.code, one.vi, one.en, one.source.is_confirmed) for one in rules),
        source=source_told(source), hours_source=source_told(hours_source(day=day)),
    )  # fmt: skip


def _require_moment(moment: datetime) -> None:
    """Refuse a moment that falls out of the years 1 to 9999 in another zone."""
    try:
        ends = datetime.min.replace(tzinfo=UTC) + ONE_DAY, datetime.max.replace(tzinfo=UTC) - ONE_DAY
        is_one = moment.tzinfo is None or ends[0] < moment < ends[1]
    except OverflowError:
        is_one = False
    if not is_one:
        text = f"{moment.isoformat()} is no moment of a calendar. Next: give the true moment."
        raise CannotReckon("not-a-moment", text)


def _require_past(received_at: datetime, now: datetime) -> None:
    if received_at.tzinfo is None:
        text = f"{received_at} has no zone; expected one, such as 2026-08-21T10:00+07:00. Next: add it."
        raise CannotReckon("received-without-zone", text)
    if received_at > now:
        text = (
            f"Received at {received_at.astimezone(ZONE):%Y-%m-%dT%H:%M}, which is later than now, "
            f"{now.astimezone(ZONE):%Y-%m-%dT%H:%M}; nothing can be received yet. Next: give the true moment."
        )
        raise CannotReckon("received-in-future", text)


def _require_allowed(pause: PauseGiven, service: Service) -> None:
    day = pause.from_at.astimezone(ZONE).date()
    known = {one.code: one for one in read_pause_reasons().on(day=day)}
    reason = known.get(pause.reason)
    found = check_pause(
        reason=pause.reason, from_at=pause.from_at, until_at=pause.until_at,
        allowed=service.pause_reasons, longest=reason.longest if reason else None, work=read_work_times(),
    )  # fmt: skip
    for finding in found:
        facts = ", ".join(f"{name}: {fact}" for name, fact in finding.facts.items())
        text = f"The pause from {pause.from_at:%Y-%m-%dT%H:%M} for {pause.reason} may not be: {facts}. "
        raise CannotReckon(finding.rule, f"{text}Next: see donghanh services show {service.code}.")
