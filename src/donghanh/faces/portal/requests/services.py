"""Which services a customer may choose today, and which steps each of them takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpRequest
from django.urls import reverse

from donghanh.faces.portal.requests.drafts import Draft
from donghanh.faces.portal.requests.words import said
from donghanh.lawbook.services import FormField, NoSuchService, Service, read_services

ADDRESS, CODE, PHOTO = "address", "customer_code", "photo"


@dataclass(frozen=True)
class Paper:
    """A file that is asked for: a document of the service, or a photograph of its form."""

    code: str
    label: str
    is_required: bool


def at_of(request: HttpRequest) -> datetime:
    """The product's moment."""
    at: datetime = request.product_now  # type: ignore[attr-defined]
    return at


def is_offered(service: Service) -> bool:
    """Answer whether a customer may ask for a service on the portal."""
    return service.is_public and service.takes_cases and "portal" in service.channels


def offered(*, day: date) -> list[tuple[str, list[Service]]]:
    """The services of a day by their group, in the catalogue's order."""
    book = read_services()
    found = [one for one in book.on(day=day) if is_offered(one)]
    named = {code: said(word) for code, word in book.words.groups.items()}
    grouped = [(name, [one for one in found if one.group == code]) for code, name in named.items()]
    return [(name, services) for name, services in grouped if services]


def offered_service(request: HttpRequest, *, code: str) -> Service:
    """
    The service of a code today.

    raises : Http404, also for one that a customer may not choose
    """
    try:
        found = read_services().require(code=code, day=at_of(request).date())
    except NoSuchService as reason:
        raise Http404(str(reason)) from reason
    if not is_offered(found):
        raise Http404(code)
    return found


def questions(service: Service) -> tuple[FormField, ...]:
    """The fields that are asked for one a page."""
    return tuple(one for one in service.fields if one.kind != PHOTO)


def papers(service: Service) -> tuple[Paper, ...]:
    """The files that are asked for, needed ones first."""
    found = [Paper(one.code, said(one), one.is_required) for one in service.documents]
    found += [Paper(one.code, said(one), False) for one in service.fields if one.kind == PHOTO]
    return tuple(sorted(found, key=lambda one: not one.is_required))


def needs_place(service: Service) -> bool:
    """Whether the commune must be said, so that the right unit gets the request."""
    return any(one.kind == ADDRESS for one in service.fields)


def steps(service: Service) -> list[str]:
    """The addresses of the pages from the first question to the check."""
    code = service.code
    places = [reverse("portal-request-question", args=[code, one.code]) for one in questions(service)]
    if papers(service):
        places.append(reverse("portal-request-papers", args=[code]))
    places.append(reverse("portal-request-contact", args=[code]))
    return [*places, reverse("portal-request-check", args=[code])]


def first_missing(service: Service, draft: Draft) -> str:
    """The page of the first thing that must still be said; empty when all is said."""
    for one in questions(service):
        if one.is_required and not draft.fields.get(one.code):
            return reverse("portal-request-question", args=[service.code, one.code])
    if papers(service) and not draft.papers_seen:
        return reverse("portal-request-papers", args=[service.code])
    return "" if draft.contact else reverse("portal-request-contact", args=[service.code])


def missing_papers(service: Service, draft: Draft) -> list[Paper]:
    """Needed documents of which there is no file."""
    return [one for one in papers(service) if one.is_required and one.code not in draft.files]
