"""Services as the pages show them: finished words in the page's language, and the source of each figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.faces.portal.reports import spoken
from donghanh.lawbook.pause_reasons import read_pause_reasons
from donghanh.lawbook.services import Fee, OuterLimit, Service, ServiceWords, read_services
from donghanh.lawbook.sources import Source


def group_card(*, name: object, found: Sequence[Service], asked: str) -> dict[str, Any]:
    """A group with its services: those that take requests, then terms that only the law sets."""
    lines = [_line(service, asked=asked) for service in found]
    return {
        "name": word(name),
        "services": [line for line in lines if line["takes_cases"]],
        "terms": [line for line in lines if not line["takes_cases"]],
    }


def service_card(service: Service, *, day: date, asked: str) -> dict[str, Any]:
    """Everything that the page of a service shows."""
    words = _words()
    return {
        **_line(service, asked=asked),
        "case": _case(service),
        "group": word(words.groups[service.group]),
        "responsible": word(words.doers[service.responsible]),
        "term": term_card(service, day=day),
        "documents": [(word(one), one.is_required) for one in service.documents],
        "steps": [(word(one), word(words.doers[one.by])) for one in service.steps],
        "channels": [word(words.channels[one]) for one in service.channels],
        "pauses": _pauses(service, day),
        "fee": None if service.fee is None else _fee(service.fee),
        "is_detail_confirmed": service.details_source.is_confirmed,
    }


def term_card(service: Service, *, day: date) -> dict[str, Any]:
    """One term: deadline, days, rule, outer limit, and whether it is the one of the day."""
    until = service.span.until
    return {
        "deadline": _deadline(service),
        "from_on": service.span.start,
        "last_on": None if until is None else until - timedelta(days=1),
        "rule": word(_words().regimes[service.regime]),
        "source": source_card(service.source),
        "outer": None if service.outer is None else _outer(service.outer),
        "target_percent": service.target_percent,
        "note": word(service, "note_"),
        "is_now": day in service.span,
    }


def source_card(source: Source) -> dict[str, Any]:
    """Where a figure comes from, and how sure we are of it."""
    sure = {"high": _("cao"), "medium": _("vừa"), "low": _("thấp")}[source.confidence]
    return {
        "clause": source.clause,
        "text": source.text,
        "confidence": sure,
        "is_confirmed": source.is_confirmed,
    }


def word(row: object, stem: str = "") -> str:
    """Give `<stem>vi` or `<stem>en` as the page's language asks."""
    return str(getattr(row, f"{stem}{spoken()}"))


def _line(service: Service, *, asked: str) -> dict[str, Any]:
    return {
        "code": service.code,
        "name": word(service),
        "deadline": _deadline(service),
        "is_confirmed": service.source.is_confirmed,
        "takes_cases": service.takes_cases,
        "is_public": service.is_public,
        "url": reverse("portal-service", args=(service.code,)) + asked,
    }


def _case(service: Service) -> str:
    """For which case the promise is made; nothing where the name says it already."""
    case = word(service, "case_")
    return "" if case.casefold() in word(service).casefold() else case


def _deadline(service: Service) -> str:
    return _words().deadline_text(
        clock=service.clock, starts=service.starts, counts=service.counts, language=spoken()
    )


def _outer(limit: OuterLimit) -> dict[str, Any]:
    clock = _words().clock_text(clock=limit.clock, language=spoken())
    return {"clock": clock, "code": limit.service, "source": source_card(limit.source)}


def _pauses(service: Service, day: date) -> list[dict[str, Any]]:
    """The reasons that hold on the day, each with the longest wait and what must be shown."""
    known = {reason.code: reason for reason in read_pause_reasons().on(day=day)}
    return [
        {
            "name": word(known[code]),
            "longest": _words().clock_text(clock=known[code].longest, language=spoken()),
            "evidence": [word(one) for one in known[code].evidence],
        }
        for code in service.pause_reasons
        if code in known
    ]


def _fee(fee: Fee) -> dict[str, Any]:
    amounts = [(word(one), one.amount_dong, one.most_dong) for one in fee.amounts]
    return {"text": word(fee), "amounts": amounts, "source": source_card(fee.source)}


def _words() -> ServiceWords:
    return read_services().words
