"""What comes in with a request and what comes back of it: plain frozen values, for operations and queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Contact:
    """
    Whom to answer and where it is; at least a name, and a phone or an e-mail.

    commune_code : finds the unit, when nobody names one and no customer code is given
    """

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    commune_code: str = ""
    latitude_microdegrees: int | None = None
    longitude_microdegrees: int | None = None


@dataclass(frozen=True)
class Attachment:
    """A file that came with a request; `document` is the code of the document that it is, if any."""

    name: str
    content: bytes
    document: str = ""


@dataclass(frozen=True)
class CaseOpened:
    """
    The receipt.

    tracking_code : for the customer, such as `K7QM-2XPA-9TRD`; empty where staff may not hold it
    due_at        : None while the clock has not started (documents are missing) and for no clock
    is_again      : the same key with the same content came before; nothing was made
    """

    code: str
    tracking_code: str
    due_at: datetime | None
    due_on: date | None
    state: str
    unit_code: str
    is_again: bool = False


@dataclass(frozen=True)
class CaseRow:
    """
    A case in the queue; names of customers masked by length only, telephones are not in lists.

    seconds_left : [s] until due_at, negative when late; None without a due time
    """

    code: str
    service_code: str
    service_vi: str
    service_en: str
    group: str
    state: str
    name: str
    unit_code: str
    desk: str
    channel: str
    received_at: datetime
    due_at: datetime | None
    due_on: date | None
    seconds_left: int | None
    is_late: bool
    is_paused: bool
    responsible_username: str
    responsible: str
    incident: str
    hand_over_count: int
    reopened_count: int


@dataclass(frozen=True)
class CaseHeld:
    """
    What an app above needs of a case that it has locked.

    steps : of the service as the case was opened with it: code and name in both languages
    """

    code: str
    service_code: str
    state: str
    unit_code: str
    received_at: datetime
    starts_at: datetime | None
    customer_code: str
    name: str
    phone: str
    email: str
    address: str
    commune_code: str
    fields: Mapping[str, str]
    steps: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class QueueFilters:
    """
    What of the queue is shown; empty words stand for all.

    view        : open (owed by somebody), late, today (due by its end), paused, answered, over, all
    responsible : a username, or `nobody`, or `me`
    text        : a code, a customer's code, a telephone number or a name
    """

    view: str = "open"
    unit_code: str = ""
    desk: str = ""
    group: str = ""
    service_code: str = ""
    channel: str = ""
    state: str = ""
    responsible: str = ""
    incident: str = ""
    text: str = ""


@dataclass(frozen=True)
class QueuePage:
    """Some rows in the order of the time left, how many there are in all, and how many are late."""

    rows: tuple[CaseRow, ...]
    total: int
    page: int
    pages: int
    late_count: int
    filters: QueueFilters


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


@dataclass(frozen=True)
class NamedChoice:
    """
    A word to choose from, with what people read for it.

    needs_evidence, evidence : of a reason for a pause, and the sorts of proof of which one must be there;
                               the code of the sort goes into `Attachment.document`
    """

    code: str
    vi: str
    en: str
    needs_evidence: bool = False
    evidence: tuple[NamedChoice, ...] = ()


@dataclass(frozen=True)
class DocumentRow:
    """A document of the service and whether a file of the case is it."""

    code: str
    vi: str
    en: str
    is_required: bool
    is_there: bool


@dataclass(frozen=True)
class FieldRow:
    """A field of the form as it was answered; of a choice in both languages."""

    code: str
    vi: str
    en: str
    value: str
    value_en: str


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


@dataclass(frozen=True)
class CallerCustomer:
    """A customer with this telephone, masked."""

    code: str
    name: str
    address: str
    unit_code: str
    price_group: str


@dataclass(frozen=True)
class IncidentRow:
    """An incident and how many cases speak of it."""

    code: str
    title: str
    group: str
    unit_code: str
    opened_at: datetime
    ended_at: datetime | None
    case_count: int
    open_case_count: int


@dataclass(frozen=True)
class Caller:
    """Who calls: customers with this number, their and the number's open cases, what is out around them."""

    phone: str
    customers: tuple[CallerCustomer, ...]
    open_cases: tuple[CaseRow, ...]
    recent_cases: tuple[CaseRow, ...]
    incidents: tuple[IncidentRow, ...]


@dataclass(frozen=True)
class Load:
    """What one person has in hand: open cases, late ones, due by the end of today, paused."""

    username: str
    full_name: str
    unit_code: str
    open_count: int
    late_count: int
    today_count: int
    paused_count: int


@dataclass(frozen=True)
class BulkRow:
    """What would become of one case in a bulk answer; `problem` is empty when it would be answered."""

    code: str
    name: str
    service_vi: str
    state: str
    text: str
    problem: str


@dataclass(frozen=True)
class BulkPreview:
    """A bulk answer before it is done: `digest` is handed back, so that what was seen is what is done."""

    rows: tuple[BulkRow, ...]
    answerable_count: int
    digest: str


@dataclass(frozen=True)
class NotAnswered:
    """A case that was not answered, and the stable word of why."""

    code: str
    problem: str

    def __iter__(self) -> Iterator[str]:
        return iter((self.code, self.problem))


@dataclass(frozen=True)
class BulkDone:
    """Which cases were answered and which were not, with why."""

    answered: tuple[str, ...]
    refused: tuple[NotAnswered, ...]


@dataclass(frozen=True)
class Escalated:
    """What a run of the watch did: warnings written, pauses that reached their longest and ended."""

    warned: int
    pauses_ended: int
    cases: tuple[str, ...] = field(default=())
