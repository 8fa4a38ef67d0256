"""How a due time came about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from donghanh.apps.requests.values.story import PauseRow


@dataclass(frozen=True)
class SkippedDay:
    """A day that was left out, and why."""

    day: date
    why: str

    def __iter__(self) -> Iterator[date | str]:
        return iter((self.day, self.why))


@dataclass(frozen=True)
class DueExplained:
    """
    How the due time follows from the promise.

    counted : working days that were counted, in order; skipped : days left out, each with why
    source  : the clause, as the lawbook tells it; is_confirmed is False for proposals
    """

    clock_kind: str
    clock_amount: int
    starts: str
    received_at: datetime
    starts_at: datetime | None
    due_at: datetime | None
    due_on: date | None
    counted: tuple[date, ...]
    skipped: tuple[SkippedDay, ...]
    paused_seconds: int
    is_paused: bool
    pauses: tuple[PauseRow, ...]
    source: str
    is_confirmed: bool
