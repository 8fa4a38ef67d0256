"""What the figures of requests are told in: plain values for pages, commands and the API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class OnTime:
    """
    Cases of one service, unit or channel; percents are of a hundred thousand (97.5 % is 97_500).

    ended_count : answered at last; p95_seconds : the 95th percentile from start to answer, less pauses
    share       : on time of those ended, None when none ended; target : of the service, else None
    """

    key: str
    vi: str
    en: str
    received_count: int
    ended_count: int
    on_time_count: int
    late_count: int
    open_count: int
    open_late_count: int
    share: int | None
    p95_seconds: int | None
    target: int | None


@dataclass(frozen=True)
class Worst:
    """One of the ten cases that were, or are, the latest."""

    code: str
    service_vi: str
    service_en: str
    unit_code: str
    due_at: datetime
    late_seconds: int
    is_open: bool


@dataclass(frozen=True)
class Pausing:
    """How often a clerk pauses: of the cases worked on, those paused, and how long in all [s]."""

    username: str
    full_name: str
    unit_code: str
    case_count: int
    paused_count: int
    share: int | None
    paused_seconds: int = 0


@dataclass(frozen=True)
class CallsAnswered:
    """Calls answered within so many seconds, and the share that is asked for [percent]; a hang-up counts."""

    limit_seconds: int
    target: int
    call_count: int
    kept_count: int
    share: int | None
    is_met: bool | None


@dataclass(frozen=True)
class Indicators:
    """As of the end of a day, of the cases received from a day until (not including) another."""

    on: date
    from_on: date
    until_on: date
    whole: OnTime
    by_service: tuple[OnTime, ...]
    by_unit: tuple[OnTime, ...]
    by_channel: tuple[OnTime, ...]
    complaints: OnTime
    worst: tuple[Worst, ...]
    pausing: tuple[Pausing, ...]
    reopened_count: int
    calls: CallsAnswered | None = None


@dataclass(frozen=True)
class ElectronicShare:
    """Of a unit and month: how many cases came by electronic channels; share of 100_000."""

    unit_code: str
    month: date
    case_count: int
    electronic_count: int
    share: int | None
