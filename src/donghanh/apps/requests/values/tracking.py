"""What anybody with the tracking code may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from donghanh.apps.requests.values.story import AnswerRow
from donghanh.apps.requests.values.words import DocumentRow


@dataclass(frozen=True)
class TrackStep:
    """A step of the service with whether it is done, current or still to come."""

    code: str
    vi: str
    en: str
    standing: str


@dataclass(frozen=True)
class TrackPage:
    """
    What anybody with the tracking code may see: nothing personal, no names, no free text of the customer.

    state       : the state in words of the engine; next_step : a stable word for what happens next
    questions   : documents that the customer still owes
    answers     : what the customer was told, when
    may_confirm, may_reopen, may_withdraw : what the customer may do now
    """

    service_code: str
    service_vi: str
    service_en: str
    state: str
    unit_code: str
    received_at: datetime
    starts_at: datetime | None
    due_at: datetime | None
    due_on: date | None
    clock_kind: str
    clock_amount: int
    is_late: bool
    is_paused: bool
    pause_reason_vi: str
    pause_reason_en: str
    next_step: str
    steps: tuple[TrackStep, ...]
    questions: tuple[DocumentRow, ...]
    answers: tuple[AnswerRow, ...]
    apology: str
    source: str
    is_confirmed: bool
    may_confirm: bool
    may_reopen: bool
    may_withdraw: bool
