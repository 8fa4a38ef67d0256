"""One case with its whole story, for the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from donghanh.apps.requests.values.due import DueExplained
from donghanh.apps.requests.values.queue import CaseRow
from donghanh.apps.requests.values.story import (
    AnswerRow,
    BreachRow,
    EscalationRow,
    HandOverRow,
    LinkRow,
    MessageRow,
    MoveRow,
    PauseRow,
)
from donghanh.apps.requests.values.words import DocumentRow, FieldRow, NamedChoice


@dataclass(frozen=True)
class Likeness:
    """Another case that may speak of the same thing; score of 100, reasons are stable words."""

    code: str
    score: int
    reasons: tuple[str, ...]
    received_at: datetime
    service_vi: str
    service_en: str
    state: str
    incident: str


@dataclass(frozen=True)
class CasePage:
    """
    One case with its whole story; contact masked unless `is_in_full`.

    moves_allowed : moves that this actor may make now, by name
    documents     : of the service, with what is there
    messages      : what the customer wrote since; links : cases that name this one, or that it names
    compensation  : of a late case, what may be due by contract or regulation; no amount is promised here
    """

    row: CaseRow
    service: Mapping[str, Any]
    customer_code: str
    contact_name: str
    phone: str
    email: str
    address: str
    commune_code: str
    commune: str
    latitude_microdegrees: int | None
    longitude_microdegrees: int | None
    fields: tuple[FieldRow, ...]
    documents: tuple[DocumentRow, ...]
    starts_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    is_electronic: bool
    due: DueExplained
    moves: tuple[MoveRow, ...]
    hand_overs: tuple[HandOverRow, ...]
    pauses: tuple[PauseRow, ...]
    answers: tuple[AnswerRow, ...]
    breach: BreachRow | None
    needs_breach: bool
    escalations: tuple[EscalationRow, ...]
    likely: tuple[Likeness, ...]
    moves_allowed: frozenset[str]
    pause_reasons: tuple[NamedChoice, ...]
    may_reveal: bool
    is_in_full: bool
    compensation: tuple[NamedChoice, ...] = ()
    messages: tuple[MessageRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    may_handle: bool = False
