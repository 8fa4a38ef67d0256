"""What the accounts' pages share: who asks on which day, the trail, a form's act with its refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.accounts.permissions import SEE
from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.signin.doors import desk_page

View = Callable[..., HttpResponse]
ROLES = tuple(sorted(SEE))


def accounts_page(view: View) -> View:
    """The door of the accounts' pages: for those who see accounts; what is out of sight is a 404."""

    @desk_page(roles=ROLES)
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound as missing:
            raise Http404 from missing

    return guarded


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def now_of(request: HttpRequest) -> datetime:
    moment: datetime = request.product_now  # type: ignore[attr-defined]
    return moment


def today_of(request: HttpRequest) -> date:
    return now_of(request).date()


def trail(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page below the accounts."""
    return [(_("Công nợ"), reverse("desk-accounts")), *steps]


def form_page(
    request: HttpRequest, *, form: forms.Form, act: Callable[[dict[str, Any]], str], back: str,
    more: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """
    Show a form, or do its act and go back with what was done; a refusal stands at the head of the form.

    act  : does it with the cleaned values, and answers the sentence that tells of it
    more : title, lede, label, trail, cancel_url
    """
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(form.cleaned_data))
            return redirect(back)
        except NotFound:
            raise
        except (Refused, Forbidden) as refusal:
            form.add_error(None, refusals.told(refusal))
    context = {"form": form, "cancel_url": back, **more}
    return render(request, "desk/accounts/form.html", context, status=422 if form.errors else 200)
