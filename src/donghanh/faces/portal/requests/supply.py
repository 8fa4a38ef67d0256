"""The steps of a supply and the free wiring on the tracking page; the customer accepts or declines there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from donghanh.apps.supply import operations, queries
from donghanh.apps.supply.refusals import Refused
from donghanh.apps.supply.values import SupplyTrack
from donghanh.faces.design.wiring_words import wiring_place, wiring_state
from donghanh.faces.portal.requests.services import at_of
from donghanh.faces.portal.requests.words import is_english, said

ANSWERS = {"nhan": operations.ACCEPT, "khong-nhan": operations.DECLINE}
ANSWERABLE = ("waiting", "offered")


def supply_part(code: str) -> dict[str, Any]:
    """What the tracking page tells of a supply; nothing when the request goes through no steps."""
    found = queries.track_supply(tracking_code=code)
    if found is None:
        return {}
    steps = [(en if is_english() else vi, standing) for vi, en, standing in found.steps]
    return {"steps": steps, "wiring": _wiring(found)}


@never_cache
def answer_wiring(request: HttpRequest, code: str, answer: str) -> HttpResponse:
    """Take the customer's yes or no (POST); the tracking page then shows how it stands."""
    from donghanh.faces.portal.requests.following import page_or_refusal

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


def _wiring(found: SupplyTrack) -> dict[str, Any] | None:
    row = found.wiring
    if row is None:
        return None
    word, tone = wiring_state(row)
    return {
        "name": said(row), "word": word, "tone": tone, "place": wiring_place(row),
        "may_accept": row.state == "offered", "may_decline": row.state in ANSWERABLE,
    }  # fmt: skip
