"""
From a service of the lawbook to what a case keeps of it, and back to what a desk or a page needs.

A case keeps the words, so that a catalogue that is changed later does not change the promise.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from donghanh.apps.requests.refusals import CannotOpenCase
from donghanh.lawbook.breach_causes import BreachCause, read_breach_causes
from donghanh.lawbook.compensations import Compensation, read_compensations
from donghanh.lawbook.pause_reasons import PauseReason, read_pause_reasons
from donghanh.lawbook.services import NoSuchService, Service, read_services
from donghanh.lawbook.sources import Source


def service_on(*, code: str, day: date) -> Service:
    """
    The service for which a case may be opened on a day.

    raises : CannotOpenCase `service-unknown`, `service-takes-no-cases`
    """
    try:
        found = read_services().require(code=code, day=day)
    except NoSuchService as reason:
        spans = [[str(span.start), str(span.until or "")] for span in reason.spans]
        told = {"service": code, "day": day.isoformat(), "spans": spans}
        raise CannotOpenCase("service-unknown", str(reason), **told) from reason
    if not found.takes_cases:
        text = f"{code} is a term, not a service that is asked for. Next: choose one of `services list`."
        raise CannotOpenCase("service-takes-no-cases", text, service=code)
    return found


def frozen(*, service: Service) -> dict[str, Any]:
    """What a case keeps of its service, as JSON."""
    return {
        "code": service.code,
        "vi": service.vi,
        "en": service.en,
        "case_vi": service.case_vi,
        "case_en": service.case_en,
        "regime": service.regime,
        "starts": service.starts,
        "clock": list(service.clock),
        "documents": [asdict(one) for one in service.documents],
        "fields": [asdict(one) for one in service.fields],
        "steps": [asdict(one) for one in service.steps],
        "pause_reasons": list(service.pause_reasons),
        "responsible": service.responsible,
        "target_percent": service.target_percent,
        "source": sentence(service.source),
        "is_confirmed": service.source.is_confirmed,
        "digest": service.digest,
    }


def sentence(source: Source) -> str:
    """A source with its clause, as people read it."""
    return f"{source.clause}; {source.text}" if source.clause else source.text


def is_electronic(*, channel: str) -> bool:
    """
    Answer whether a channel counts as electronic.

    raises : CannotOpenCase `channel-unknown`
    """
    known = read_services().words.channels
    if channel not in known:
        text = f"No channel '{channel}'; expected one of {', '.join(known)}."
        raise CannotOpenCase("channel-unknown", text, channel=channel, expected=list(known))
    return known[channel].is_electronic


def reasons_on(*, codes: list[str], day: date) -> tuple[PauseReason, ...]:
    """The reasons of these codes that hold on a day."""
    return tuple(one for one in read_pause_reasons().on(day=day) if one.code in codes)


def cause_words(*, code: str, day: date) -> tuple[str, str]:
    """What people read for a cause of a breach; the code itself where the lawbook does not know it."""
    found = next((one for one in read_breach_causes().on(day=day) if one.code == code), None)
    return (found.vi, found.en) if found else (code, code)


def causes_on(*, day: date) -> dict[str, BreachCause]:
    """The causes of a breach that hold on a day, by their codes."""
    return {one.code: one for one in read_breach_causes().on(day=day)}


def words_of(code: str) -> tuple[str, str]:
    """The names of a service, in both languages, as they were said last."""
    history = read_services().history(code=code)
    return (history[-1].vi, history[-1].en) if history else (code, code)


def channel_words(code: str) -> tuple[str, str]:
    """The names of a channel in both languages."""
    known = read_services().words.channels.get(code)
    return (known.vi, known.en) if known else (code, code)


def targets_on(*, day: date) -> dict[str, int]:
    """The share that must be in time [percent], of the services that have one on a day."""
    known = read_services().on(day=day)
    return {one.code: one.target_percent for one in known if one.target_percent and one.takes_cases}


def complaint_targets(*, day: date) -> frozenset[str]:
    """Codes of the complaints of which a share must be answered in time."""
    targets = targets_on(day=day)
    return frozenset(
        one.code for one in read_services().on(day=day) if one.code in targets and one.group == "complaint"
    )


def call_term(*, day: date) -> tuple[int, int] | None:
    """Within how many seconds which share of the calls [percent] must be answered; None without a rule."""
    known = [one for one in read_services().on(day=day) if one.starts == "ring" and one.target_percent]
    return next(((one.clock[1], one.target_percent) for one in known if one.target_percent), None)


def compensations_for(*, service: str, group: str, day: date) -> tuple[Compensation, ...]:
    """What may be due for a late case of a service, as contract or regulation say; amounts may be unknown."""
    return tuple(one for one in read_compensations().on(day=day) if one.is_for(service=service, group=group))
