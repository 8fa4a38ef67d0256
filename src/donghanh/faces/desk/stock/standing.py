"""What the goods' pages share: who asks on which day, the trail, a form's act with its refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.apps.stock import queries
from donghanh.faces.desk.asking import actor_of, scoped_page, today_of
from donghanh.faces.desk.programmes import refusals

KEEPERS = ("warehouse_keeper", "unit_head", "unit_officer", "business", "office", "director", "auditor")


stock_page = scoped_page(roles=KEEPERS)
"""The door of the goods' pages: for those who see goods; what is out of sight is answered with 404."""


def trail(last: str) -> list[tuple[str, str]]:
    """The way to a page below the goods."""
    return [(_("Kho"), reverse("desk-stock")), (last, "")]


def kept_by(request: HttpRequest) -> list[queries.WarehouseRow]:
    """The warehouses whose goods the person may move."""
    found = queries.warehouses(actor=actor_of(request), day=today_of(request))
    return [one for one in found if one.may_keep]


def form_page(
    request: HttpRequest,
    *,
    form: forms.Form,
    act: Callable[[dict[str, Any]], str],
    title: str,
    lede: str,
    label: str,
    more: dict[str, Any] | None = None,
    back: str = "desk-stock",
) -> HttpResponse:
    """
    Show a form, or do its act and go back with what was done; a refusal stands at the head of the form.

    act : does it with the cleaned values, and answers the sentence that tells of it
    """
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(form.cleaned_data))
            return redirect(back)
        except (Refused, Forbidden) as refusal:
            form.add_error(None, refusals.told(refusal))
    context = {"form": form, "title": title, "lede": lede, "label": label, "trail": trail(title)}
    return render(request, "desk/stock/form.html", context | (more or {}), status=422 if form.errors else 200)
