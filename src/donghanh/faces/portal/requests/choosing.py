"""The first two pages: what do you need, and what we promise for it, before anything is asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from donghanh.faces.portal.requests import drafts, services, words
from donghanh.faces.portal.requests.asking import busy
from donghanh.faces.throttle import Limit, address_of, seconds_to_wait

BEGINS = Limit("portal-begins", most=60, seconds=600)


@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """Show the services of today by their groups."""
    drafts.note_channel(request)
    day = services.at_of(request).date()
    groups = [
        (name, [(one.code, words.said(one), _case(one), words.promised(one.clock)) for one in found])
        for name, found in services.offered(day=day)
    ]
    return render(request, "portal/requests/choose.html", {"groups": groups})


@never_cache
def service(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is promised, what it costs and what is needed (GET); begin (POST)."""
    drafts.note_channel(request)
    found = services.offered_service(request, code=code)
    if request.method == "POST":
        if wait := seconds_to_wait(limit=BEGINS, who=address_of(request)):
            return busy(request, wait)
        drafts.begin(request, service=code)
        return redirect(services.steps(found)[0])
    context = {
        "code": code,
        "name": words.said(found),
        "case": _case(found),
        "promised": words.promised(found.clock),
        "started": words.started(found),
        "source": words.source_words(found.source),
        "is_confirmed": found.source.is_confirmed,
        "fee": words.fee_words(found),
        "papers": services.papers(found),
        "steps": [words.said(step) for step in found.steps],
        "waits_for_papers": found.starts == "complete_application",
        "note": words.said(found, "note"),
    }
    return render(request, "portal/requests/service.html", context)


def _case(found: object) -> str:
    """For which case the promise is made; nothing where the name says it already."""
    case = words.said(found, "case")
    return "" if case.casefold() in words.said(found).casefold() else case
