"""The calls behind the share of calls answered in time: each with how long it rang, the longest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge import services
from donghanh.apps.requests.bridge.clocks import end_of, start_of
from donghanh.apps.requests.models import Call
from donghanh.apps.requests.permissions import check_see_requests, desk_units
from donghanh.apps.requests.queries.queue import PAGE_SIZE

OUTCOMES = ("", "kept", "late", "unanswered")


@dataclass(frozen=True)
class CallRow:
    """One call; `waited_seconds` is None where nobody answered. Who called is never kept."""

    call_id: str
    unit_code: str
    rang_at: datetime
    answered_at: datetime | None
    waited_seconds: int | None
    outcome: str


@dataclass(frozen=True)
class CallPage:
    """A page of calls; limit_seconds : the time within which a call is answered soon enough."""

    rows: tuple[CallRow, ...]
    total: int
    page: int
    pages: int
    limit_seconds: int


def calls_behind(
    *, actor: Actor, on: date, from_on: date, until_on: date, unit_code: str = "", outcome: str = "",
    page: int = 1,
) -> CallPage:  # fmt: skip
    """
    A page of the calls that the indicator counts, as of the end of a day.

    outcome : kept, late, unanswered, or "" for all that are judged
    raises  : Forbidden
    """
    check_see_requests(actor=actor)
    term = services.call_term(day=on)
    if term is None:
        return CallPage((), 0, 1, 1, 0)
    limit, as_of = timedelta(seconds=term[0]), end_of(on)
    found = _judged(_seen(actor, from_on, until_on, unit_code), limit, as_of)
    found = found.filter(_asked(outcome, limit, as_of))
    total = found.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    ordered = found.annotate(waited=F("answered_at") - F("rang_at")).order_by(
        F("waited").desc(nulls_first=True), "-rang_at", "id"
    )
    shown = ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return CallPage(tuple(_row(one, limit, as_of) for one in shown), total, page, pages, term[0])


def _seen(actor: Actor, from_on: date, until_on: date, unit_code: str) -> QuerySet[Call]:
    found = Call.objects.filter(rang_at__gte=start_of(from_on), rang_at__lt=start_of(until_on))
    seen = desk_units(actor=actor)
    found = found if seen is None else found.filter(unit_id__in=sorted(seen))
    return found.filter(unit_id=unit_code) if unit_code else found


def _judged(found: QuerySet[Call], limit: timedelta, as_of: datetime) -> QuerySet[Call]:
    """As the engine: a call that still rings within the limit is not judged yet."""
    return found.filter(Q(answered_at__lte=as_of) | Q(rang_at__lt=as_of - limit), rang_at__lte=as_of)


def _asked(outcome: str, limit: timedelta, as_of: datetime) -> Q:
    answered = Q(answered_at__lte=as_of)
    soon = Q(answered_at__lte=F("rang_at") + limit)
    if outcome == "kept":
        return answered & soon
    if outcome == "late":
        return answered & ~soon
    return Q(answered_at=None) | Q(answered_at__gt=as_of) if outcome == "unanswered" else Q()


def _row(one: Call, limit: timedelta, as_of: datetime) -> CallRow:
    at = one.answered_at if one.answered_at is not None and one.answered_at <= as_of else None
    waited = None if at is None else at - one.rang_at
    outcome = "unanswered" if waited is None else "kept" if waited <= limit else "late"
    seconds = None if waited is None else int(waited.total_seconds())
    return CallRow(one.call_id, one.unit_id or "", one.rang_at, at, seconds, outcome)
