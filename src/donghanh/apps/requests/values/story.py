"""What happened to a case, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class DifferenceRow:
    """Two cases that somebody said are not one thing; score is of the likeness that was declined."""

    first: str
    second: str
    unit_code: str
    at: datetime
    by: str
    why: str
    score: int | None
    may_take_back: bool


@dataclass(frozen=True)
class MessageRow:
    """
    What the customer wrote upon the case; `read_by` is empty while nobody has read it.

    files : numbers of the files of the evidence that came with it
    """

    number: int
    at: datetime
    channel: str
    subject: str
    text: str
    files: tuple[int, ...]
    read_by: str
    read_at: datetime | None


@dataclass(frozen=True)
class LinkRow:
    """Another case, in sight, that was named by its tracking code; rule says why they are two."""

    code: str
    rule: str
    is_other_newer: bool


@dataclass(frozen=True)
class MoveRow:
    """One thing that happened; `by` is a person's name, or `customer`, or `job`."""

    at: datetime
    move: str
    from_state: str
    to_state: str
    by: str
    as_role: str
    why: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class HandOverRow:
    """From where and whom to where and whom, and why."""

    at: datetime
    from_unit: str
    from_desk: str
    from_staff: str
    to_unit: str
    to_desk: str
    to_staff: str
    why: str
    by: str


@dataclass(frozen=True)
class PauseRow:
    """A pause: `until_at` is None while it lasts; `ends_by_at` is where it ends whoever forgets it."""

    number: int
    reason: str
    reason_vi: str
    reason_en: str
    from_at: datetime
    until_at: datetime | None
    ends_by_at: datetime | None
    evidence: tuple[int, ...]
    why: str
    by: str


@dataclass(frozen=True)
class AnswerRow:
    """What the customer was told; kind: answer, question, apology, incident."""

    at: datetime
    kind: str
    text: str
    template: str
    by: str


@dataclass(frozen=True)
class BreachRow:
    """Why a due time was missed, and the apology."""

    due_at: datetime
    cause: str
    cause_vi: str
    cause_en: str
    told: str
    apology: str
    by: str
    at: datetime


@dataclass(frozen=True)
class EscalationRow:
    """Who was warned of the case, when, by which rule."""

    at: datetime
    rule: str
    to_role: str
    to_name: str
