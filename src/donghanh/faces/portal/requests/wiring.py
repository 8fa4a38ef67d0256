"""The customer's yes or no to the free wiring, by the tracking code."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from donghanh.apps.supply import operations
from donghanh.apps.supply.refusals import Refused
from donghanh.faces.portal.requests.following import page_or_refusal
from donghanh.faces.portal.requests.services import at_of

ANSWERS = {"nhan": operations.ACCEPT, "khong-nhan": operations.DECLINE}


@never_cache
def answer_wiring(request: HttpRequest, code: str, answer: str) -> HttpResponse:
    """Take the customer's yes or no (POST); the tracking page then shows how it stands."""
    if answer not in ANSWERS:
        raise Http404
    page = page_or_refusal(request, code)
    if isinstance(page, HttpResponse):
        return page
    if request.method == "POST":
        try:
            operations.answer_offer_by_customer(tracking_code=code, word=ANSWERS[answer], now=at_of(request))
        except Refused:
            return redirect("portal-track-case", code)  # the page says how it stands
    return redirect("portal-track-case", code)
