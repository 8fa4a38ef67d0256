"""The page of one's own account: who I am here, my password, my second factor."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from donghanh.faces.signin import roles


@login_required
def own_account(request: HttpRequest) -> HttpResponse:
    """Show name, roles and what guards the account, with the ways to change them."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "role_lines": [] if actor is None else roles.lines(actor),
        "has_password": request.user.has_usable_password(),
        "has_second_factor": is_mfa_enabled(request.user),
    }
    return render(request, "signin/account.html", context)
