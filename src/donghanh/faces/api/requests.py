"""Requests over the API: the queue, a case and its moves, incidents, callers, figures; contacts covered."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Header, Query, Router, Schema
from pydantic import Field

from donghanh.apps.requests import operations, queries, values
from donghanh.faces.api.asked import Code, CodeOrNone, Day, DayAsked, Number, Phone, Reason, Sent, Text
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.api.requests_asked import Answered, Codes, Key, Opened, RequestSent
from donghanh.faces.clock import now, today

router = Router(tags=["requests"])
View = Literal["open", "late", "today", "paused", "answered", "unread", "uncaused", "over", "all"]
MoveOfCase = Literal[*operations.MOVE_NAMES]  # type: ignore[valid-type]
Page = Annotated[int, Field(ge=1, le=100_000)]


@dataclass(frozen=True)
class CaseTold(values.CasePage):
    """A case as the API tells it: the moves that the asker may make are a list."""

    moves_allowed: tuple[str, ...]  # type: ignore[assignment]


class QueueWanted(Schema):
    """What the queue is narrowed to; `responsible` is a username, `nobody` or `me`."""

    view: View = "open"
    unit: CodeOrNone = ""
    desk: CodeOrNone = ""
    group: CodeOrNone = ""
    service: CodeOrNone = ""
    channel: CodeOrNone = ""
    state: CodeOrNone = ""
    responsible: CodeOrNone = ""
    incident: CodeOrNone = ""
    text: Text = ""
    page: Page = 1


class FiguresWanted(Schema):
    """Cases received from a day until (not including) another, as they stood at the end of a day."""

    on: DayAsked = None
    from_on: Day
    until_on: Day
    unit: CodeOrNone = ""


class CaseMoveAsked(Sent):
    """What is said with a move; each move reads what it needs: see `donghanh requests move --help`."""

    why: Reason = ""
    text: Answered = ""
    documents: Codes = Field(default_factory=list)
    reason: CodeOrNone = ""
    evidence: Annotated[list[Number], Field(max_length=20)] = Field(default_factory=list)
    service: CodeOrNone = ""
    to_unit: CodeOrNone | None = None
    to_desk: CodeOrNone | None = None
    to_username: CodeOrNone | None = None
    cause: CodeOrNone = ""
    template: CodeOrNone = ""


class BulkAsked(Sent):
    """One answer for many cases; with the digest of a preview it is done, without it is a preview."""

    codes: Codes
    text: Answered
    template: CodeOrNone = ""


class BulkConfirmed(BulkAsked):
    """A bulk answer that was looked at: `digest` is the preview's."""

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class IncidentAsked(Sent):
    """An incident of these cases, of one unit."""

    title: Text
    codes: Codes
    why: Reason = ""


class IncidentJoined(Sent):
    """A case that speaks of the incident too."""

    code: Code
    why: Reason = ""


class IncidentTold(Sent):
    """Words to everybody; `is_over` answers each open case with them."""

    text: Answered
    is_over: bool = False


@router.get("/requests", response={200: values.QueuePage} | REFUSALS)
def request_queue(request: HttpRequest, wanted: Query[QueueWanted]) -> object:
    """The queue in sight, the least time left first, a page at a time."""
    filters = values.QueueFilters(
        wanted.view, wanted.unit, wanted.desk, wanted.group, wanted.service, wanted.channel, wanted.state,
        wanted.responsible, wanted.incident, wanted.text,
    )  # fmt: skip
    return queries.queue(actor=actor_of(request), now=now(), filters=filters, page=wanted.page)


@router.post("/requests", response={200: Opened} | REFUSALS)
def open_request(
    request: HttpRequest,
    sent: RequestSent,
    idempotency_key: Annotated[Key, Header("", alias="Idempotency-Key")] = "",
) -> object:
    """Take a request in; with the header Idempotency-Key, sent again it is the same case."""
    moment = now()
    return operations.open_case(
        actor=actor_of(request), service_code=sent.service, channel=sent.channel,
        received_at=sent.received_at or moment, contact=sent.contact.value(), customer_code=sent.customer,
        fields=sent.fields, unit_code=sent.unit or None, idempotency_key=idempotency_key,
        is_complete=sent.is_complete, now=moment,
    )  # fmt: skip


@router.get("/requests/load", response={200: list[values.Load]} | REFUSALS)
def request_load(request: HttpRequest, unit: CodeOrNone = "") -> object:
    """What each person in sight has in hand, the least loaded first."""
    return list(queries.load_by_person(actor=actor_of(request), now=now(), unit_code=unit))


@router.get("/requests/warnings", response={200: list[queries.WarningRow]} | REFUSALS)
def request_warnings(request: HttpRequest) -> object:
    """Warnings to whoever asks, of cases that are still open."""
    return list(queries.warnings_of(actor=actor_of(request)))


@router.get("/requests/indicators", response={200: queries.Indicators} | REFUSALS)
def request_indicators(request: HttpRequest, wanted: Query[FiguresWanted]) -> object:
    """On time by service, unit and channel, the tail, the ten worst; shares of a hundred thousand."""
    return queries.indicators(
        actor=actor_of(request), on=wanted.on or today(), from_on=wanted.from_on, until_on=wanted.until_on,
        unit_code=wanted.unit,
    )  # fmt: skip


@router.get("/requests/electronic", response={200: list[queries.ElectronicShare]} | REFUSALS)
def request_electronic(request: HttpRequest, from_on: Day, until_on: Day) -> object:
    """The share of electronic requests by unit and month; an empty unit is the whole."""
    return list(queries.electronic_share(actor=actor_of(request), from_on=from_on, until_on=until_on))


@router.get("/requests/caller", response={200: values.Caller} | REFUSALS)
def request_caller(request: HttpRequest, phone: Phone) -> object:
    """Who calls: customers with this number, open and recent cases, incidents around them."""
    return queries.caller(actor=actor_of(request), phone=phone, now=now())


@router.get("/requests/incidents", response={200: list[values.IncidentRow]} | REFUSALS)
def request_incidents(request: HttpRequest, is_open: bool | None = None) -> object:
    """Incidents in sight, the latest first."""
    return list(queries.incidents(actor=actor_of(request), now=now(), is_open=is_open))


@router.post("/requests/incidents", response={200: queries.IncidentPage} | REFUSALS)
def open_request_incident(request: HttpRequest, sent: IncidentAsked) -> object:
    """Make one incident of several reports."""
    actor = actor_of(request)
    code = operations.open_incident(actor=actor, title=sent.title, codes=sent.codes, why=sent.why, now=now())
    return queries.incident_page(actor=actor, code=code, now=now())


@router.get("/requests/incidents/{incident}", response={200: queries.IncidentPage} | REFUSALS)
def request_incident(request: HttpRequest, incident: Code) -> object:
    """One incident with its cases."""
    return queries.incident_page(actor=actor_of(request), code=incident, now=now())


@router.post("/requests/incidents/{incident}/cases", response={200: queries.IncidentPage} | REFUSALS)
def join_request_incident(request: HttpRequest, incident: Code, sent: IncidentJoined) -> object:
    """Say that a case speaks of the incident."""
    actor = actor_of(request)
    operations.join_incident(actor=actor, incident=incident, code=sent.code, why=sent.why, now=now())
    return queries.incident_page(actor=actor, code=incident, now=now())


@router.post("/requests/incidents/{incident}/words", response={200: values.BulkDone} | REFUSALS)
def tell_request_incident(request: HttpRequest, incident: Code, sent: IncidentTold) -> object:
    """Tell everybody of an incident."""
    return operations.answer_incident(
        actor=actor_of(request), incident=incident, text=sent.text, is_over=sent.is_over, now=now()
    )


@router.post("/requests/bulk-preview", response={200: values.BulkPreview} | REFUSALS)
def preview_request_answers(request: HttpRequest, sent: BulkAsked) -> object:
    """What would be answered to which case, and what not; writes nothing."""
    return operations.preview_bulk_answer(
        actor=actor_of(request), codes=sent.codes, text=sent.text, now=now(), template=sent.template
    )


@router.post("/requests/bulk", response={200: values.BulkDone} | REFUSALS)
def answer_requests(request: HttpRequest, sent: BulkConfirmed) -> object:
    """Answer the cases of a preview, exactly as it was seen."""
    return operations.bulk_answer(
        actor=actor_of(request), codes=sent.codes, text=sent.text, digest=sent.digest, now=now(),
        template=sent.template,
    )  # fmt: skip


@router.get("/requests/{code}", response={200: CaseTold} | REFUSALS)
def request_case(request: HttpRequest, code: Code) -> object:
    """One case with its whole story; the contact is covered."""
    return _told(queries.case_page(actor=actor_of(request), code=code, now=now()))


@router.get("/requests/{code}/due", response={200: values.DueExplained} | REFUSALS)
def request_due(request: HttpRequest, code: Code) -> object:
    """How the due time of a case follows from its promise, day by day."""
    return queries.due_explained(actor=actor_of(request), code=code, now=now())


@router.get("/requests/{code}/likely", response={200: list[values.Likeness]} | REFUSALS)
def request_likely(request: HttpRequest, code: Code) -> object:
    """Other cases that may speak of the same thing."""
    return list(queries.likely_same(actor=actor_of(request), code=code, now=now()))


@router.post("/requests/{code}/moves/{move}", response={200: CaseTold} | REFUSALS)
def move_request(
    request: HttpRequest, code: Code, move: MoveOfCase, sent: CaseMoveAsked,
    idempotency_key: Annotated[Key, Header("", alias="Idempotency-Key")] = "",
) -> object:  # fmt: skip
    """Make a move of a case; with the header Idempotency-Key, sent again it changes nothing."""
    actor = actor_of(request)
    asked = operations.MoveAsked(
        why=sent.why, text=sent.text, documents=tuple(sent.documents), reason=sent.reason,
        evidence=tuple(sent.evidence), service_code=sent.service, to_unit=sent.to_unit, to_desk=sent.to_desk,
        to_username=sent.to_username, cause=sent.cause, template=sent.template, key=idempotency_key,
    )  # fmt: skip
    operations.make_move(actor=actor, code=code, move=move, asked=asked, now=now())
    return _told(queries.case_page(actor=actor, code=code, now=now()))


def _told(page: values.CasePage) -> CaseTold:
    said = {field.name: getattr(page, field.name) for field in fields(page)}
    return CaseTold(**said | {"moves_allowed": tuple(sorted(page.moves_allowed))})
