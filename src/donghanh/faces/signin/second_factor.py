"""
Who approves, selects or keeps accounts comes in with a second factor: an app's code or a passkey.

A setting of the company (DONGHANH_SECOND_FACTOR=off switches it off). Until there is one, the doors of the
desk lead to a page that says why and how, and the API refuses. The demo's people are exempt.
"""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from donghanh.faces.signin.arrival import arrival_of

ROLES = frozenset({"director", "business", "office", "unit_head"})
FACTORS = ["totp", "webauthn"]  # recovery codes alone guard nothing


def is_missing(request: HttpRequest) -> bool:
    """Answer whether whoever asks needs a second factor and has none; one query for those roles alone."""
    actor = request.actor  # type: ignore[attr-defined]
    if not settings.SECOND_FACTOR_REQUIRED or actor is None or not actor.roles & ROLES:
        return False
    return not is_mfa_enabled(request.user, FACTORS)


@login_required
def explain(request: HttpRequest) -> HttpResponse:
    """Say why a second factor is needed and lead to the two ways; who has one goes on to the page."""
    if not is_missing(request):
        return redirect(_asked_for(request))
    return render(request, "signin/second_factor.html")


def _asked_for(request: HttpRequest) -> str:
    wished = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wished, allowed_hosts={request.get_host()}):
        return wished
    return arrival_of(getattr(request, "actor", None))
