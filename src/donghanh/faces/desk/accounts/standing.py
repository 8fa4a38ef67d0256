"""What the accounts' pages share: who asks on which day, the trail, a form's act with its refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.accounts.permissions import SEE
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.faces.desk.asking import scoped_page
from donghanh.faces.desk.programmes import refusals

ROLES = tuple(sorted(SEE))


accounts_page = scoped_page(roles=ROLES)
"""The door of the accounts' pages: for those who see accounts; what is out of sight is a 404."""


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
