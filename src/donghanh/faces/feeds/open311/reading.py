"""GETs of GeoReport: services, what each asks for, reports and tokens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse

from donghanh.adapters import open311
from donghanh.adapters.open311 import Error, Report, Token
from donghanh.apps.partners.queries import Partner
from donghanh.apps.requests import queries
from donghanh.apps.requests.queries import SentCase
from donghanh.apps.requests.refusals import NotFound
from donghanh.apps.requests.values import TrackPage
from donghanh.faces.design.request_words import NEXT, STATES, said
from donghanh.faces.feeds.open311 import catalogue
from donghanh.faces.feeds.open311.answers import Answered, check_misses, document, georeport, missed

CLOSED = frozenset({"answered", "closed", "withdrawn", "refused"})
MOST_NUMBERS = 50
LONGEST = timedelta(days=90)
UNKNOWN = Error(404, "service_request_id provided was not found")


@georeport
def services(request: HttpRequest, *, form: str) -> HttpResponse:
    """What may be reported today."""
    found = [catalogue.told(one) for one in catalogue.offered(day=at_of(request).date())]
    return document(open311.build_services(found, form=form), form=form)


@georeport
def definition(request: HttpRequest, *, form: str, code: str) -> HttpResponse:
    """What a service asks for."""
    service = catalogue.offered_one(code=code, day=at_of(request).date())
    asked = catalogue.attributes(service)
    content = open311.build_definition(service_code=service.code, attributes=asked, form=form)
    return document(content, form=form)


@georeport
def report(request: HttpRequest, *, form: str, number: str) -> HttpResponse:
    """One report by its number, for whoever holds it."""
    return document(open311.build_reports(_tracked(request, [number]), form=form), form=form)


@georeport
def token(request: HttpRequest, *, form: str, token: str) -> HttpResponse:
    """The number that a token has led to: a report has its number at once, so each is its own token."""
    (found,) = _tracked(request, [token])
    number = found.service_request_id
    return document(open311.build_tokens([Token(number, number)], form=form), form=form)


def listed(request: HttpRequest, *, form: str, partner: Partner | None) -> HttpResponse:
    """Reports by their numbers, for whoever holds them; else those that the key's own system has sent."""
    numbers = [part.strip() for part in request.GET.get("service_request_id", "").split(",") if part.strip()]
    if numbers:
        found: Iterable[Report] = _tracked(request, numbers[:MOST_NUMBERS])
    elif partner is None:
        raise Answered(Error(403, "Missing or Invalid API Key specified; or name service_request_id"))
    else:
        found = _sent(request, partner)
    wanted = {one for one in request.GET.get("status", "").split(",") if one}
    kept = [one for one in found if not wanted or one.status in wanted]
    return document(open311.build_reports(kept, form=form), form=form)


def at_of(request: HttpRequest) -> datetime:
    """The product's moment."""
    at: datetime = request.product_now  # type: ignore[attr-defined]
    return at


def _tracked(request: HttpRequest, numbers: list[str]) -> list[Report]:
    """Reports of these numbers; a number that is none of ours is counted against whoever guessed it."""
    check_misses(request)
    found = []
    for number in dict.fromkeys(numbers):
        try:
            found.append(_report(number.upper(), queries.track(tracking_code=number, now=at_of(request))))
        except NotFound:
            raise missed(request, UNKNOWN) from None
    return found


def _sent(request: HttpRequest, partner: Partner) -> list[Report]:
    until = _moment(request, "end_date") or at_of(request) + timedelta(seconds=1)
    since = max(_moment(request, "start_date") or until - LONGEST, until - LONGEST)
    rows = queries.sent_by(
        sender=f"open311:{partner.code}", since=since, until=until,
        service_code=request.GET.get("service_code", "")[:40],
    )  # fmt: skip
    return [_report_of_row(row) for row in rows]


def _moment(request: HttpRequest, name: str) -> datetime | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        found.astimezone(UTC) - LONGEST
    except (ValueError, OverflowError):
        raise Answered(Error(400, f"{name} is no date of W3C, such as 2021-12-20T00:00:00Z")) from None
    return found


def _report(number: str, page: TrackPage) -> Report:
    return Report(
        service_request_id=number, status="closed" if page.state in CLOSED else "open",
        status_notes=f"{STATES[page.state][0]}. {NEXT[page.next_step]}", service_name=said(page, "service"),
        service_code=page.service_code, agency_responsible=page.unit_code, service_notice="",
        requested_at=_here(page.received_at), updated_at=None, expected_at=_here(page.due_at),
    )  # fmt: skip


def _report_of_row(row: SentCase) -> Report:
    return Report(
        service_request_id=row.tracking_code, status="closed" if row.state in CLOSED else "open",
        status_notes=str(STATES[row.state][0]), service_name=said(row, "service"),
        service_code=row.service_code, agency_responsible=row.unit_code, service_notice="",
        requested_at=_here(row.received_at), updated_at=_here(row.updated_at), expected_at=_here(row.due_at),
    )  # fmt: skip


def _here(at: datetime | None) -> datetime | None:
    from donghanh.faces.clock import HOUSE_ZONE

    return at.astimezone(HOUSE_ZONE) if at else None
