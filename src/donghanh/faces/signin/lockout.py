"""The page for one who failed too often: what happened, when it ends, what to do meanwhile."""

from __future__ import annotations

from collections.abc import Mapping

from axes.helpers import get_cool_off, get_failure_limit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from donghanh.faces import clock

TOO_MANY_REQUESTS = 429


def page(
    request: HttpRequest, response: HttpResponse | None, credentials: Mapping[str, str] | None
) -> HttpResponse:
    """Answer one who is locked out. The end is told by the real clock: a lock does not follow the demo's."""
    cool_off = get_cool_off(request)
    context = {
        "failure_limit": get_failure_limit(request, credentials),
        "minutes": int(cool_off.total_seconds() // 60) if cool_off else None,
        "ends_at": clock.real_now() + cool_off if cool_off else None,
    }
    return render(request, "signin/locked_out.html", context, status=TOO_MANY_REQUESTS)
