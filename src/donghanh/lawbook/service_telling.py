"""
A service in plain values, for programs: what the command prints as JSON and the API answers.

Days, words and numbers only, with the source and whether it is confirmed beside each figure. Pages have words
of their own and read the service itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from donghanh.lawbook.service_values import (
    Fee,
    FeeAmount,
    FormField,
    NeededDocument,
    OuterLimit,
    Service,
    Step,
)
from donghanh.lawbook.sources import Source


@dataclass(frozen=True)
class ServiceSource:
    """Where a figure comes from; `is_confirmed` is false for what is shown as "to be confirmed"."""

    text: str
    clause: str
    evidence: str
    confidence: str
    is_confirmed: bool


@dataclass(frozen=True)
class ServiceOuterLimit:
    """The later limit of another regime that the promise stays within."""

    clock: str
    amount: int
    service: str
    source: ServiceSource


@dataclass(frozen=True)
class ServiceFee:
    """What is said of the price; amounts are whole đồng before VAT."""

    vi: str
    en: str
    is_free: bool
    amounts: tuple[FeeAmount, ...]
    source: ServiceSource


@dataclass(frozen=True)
class ServiceTerm:
    """
    What a service promises from a day on.

    clock, amount : working_days, working_hours, calendar_days, hours, seconds, immediate, and how many
    counts        : after the start, or before it
    until_on      : first day outside; null while no end is known
    """

    from_on: date
    until_on: date | None
    regime: str
    clock: str
    amount: int
    counts: str
    starts: str
    target_percent: int | None
    outer: ServiceOuterLimit | None
    note_vi: str
    note_en: str
    source: ServiceSource
    digest: str


@dataclass(frozen=True)
class ServiceLine:
    """One service of the catalogue on a day."""

    code: str
    group: str
    vi: str
    en: str
    case_vi: str
    case_en: str
    takes_cases: bool
    is_public: bool
    responsible: str
    term: ServiceTerm


@dataclass(frozen=True)
class ServiceTold:
    """
    One service on a day, and what it promised before and after.

    fee            : null while no source was seen ("chưa xác nhận")
    details_source : of documents, fields, steps, channels and pause reasons
    """

    code: str
    group: str
    vi: str
    en: str
    case_vi: str
    case_en: str
    takes_cases: bool
    is_public: bool
    responsible: str
    term: ServiceTerm
    history: tuple[ServiceTerm, ...]
    channels: tuple[str, ...]
    pause_reasons: tuple[str, ...]
    documents: tuple[NeededDocument, ...]
    fields: tuple[FormField, ...]
    steps: tuple[Step, ...]
    fee: ServiceFee | None
    details_source: ServiceSource


def told_in_short(service: Service) -> ServiceLine:
    """Tell a service as a line of the catalogue."""
    return ServiceLine(
        code=service.code,
        group=service.group,
        vi=service.vi,
        en=service.en,
        case_vi=service.case_vi,
        case_en=service.case_en,
        takes_cases=service.takes_cases,
        is_public=service.is_public,
        responsible=service.responsible,
        term=_term(service),
    )


def told_in_full(service: Service, *, history: tuple[Service, ...]) -> ServiceTold:
    """Tell all of a service; `history` is what its code has promised, earliest first."""
    short = told_in_short(service)
    return ServiceTold(
        **{name: getattr(short, name) for name in short.__dataclass_fields__},
        history=tuple(map(_term, history)),
        channels=service.channels,
        pause_reasons=service.pause_reasons,
        documents=service.documents,
        fields=service.fields,
        steps=service.steps,
        fee=None if service.fee is None else _fee(service.fee),
        details_source=_source(service.details_source),
    )


def _term(service: Service) -> ServiceTerm:
    kind, amount = service.clock
    return ServiceTerm(
        from_on=service.span.start,
        until_on=service.span.until,
        regime=service.regime,
        clock=kind,
        amount=amount,
        counts=service.counts,
        starts=service.starts,
        target_percent=service.target_percent,
        outer=None if service.outer is None else _outer(service.outer),
        note_vi=service.note_vi,
        note_en=service.note_en,
        source=_source(service.source),
        digest=service.digest,
    )


def _outer(limit: OuterLimit) -> ServiceOuterLimit:
    kind, amount = limit.clock
    return ServiceOuterLimit(kind, amount, limit.service, _source(limit.source))


def _fee(fee: Fee) -> ServiceFee:
    return ServiceFee(fee.vi, fee.en, fee.is_free, fee.amounts, _source(fee.source))


def _source(source: Source) -> ServiceSource:
    return ServiceSource(source.text, source.clause, source.evidence, source.confidence, source.is_confirmed)
