"""What the reductions' pages share: the door, who asks, the months, a form's act with its refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.faces.desk.asking import actor_of, scoped_page
from donghanh.faces.desk.reliefs import words
from donghanh.kernel.months import NotAMonth, read_month

SEERS = ("director", "business", "office", "auditor", "unit_head", "unit_officer")
COMPANY = ("director", "business", "office")
FIRST_MONTH = date(2021, 8, 1)


relief_page = scoped_page(roles=SEERS)
"""The door of these pages; what is out of sight is answered with 404."""


def asked_month(request: HttpRequest) -> date:
    """The month of `?thang=2021-08`; one that is none is answered with August 2021."""
    try:
        return read_month(request.GET.get("thang", ""))
    except NotAMonth:
        return FIRST_MONTH


def trail(last: str) -> list[tuple[str, str]]:
    """The way to a page below the rounds."""
    return [(_("Giảm giá điện"), reverse("desk-reliefs")), (last, "")]


def links(request: HttpRequest, here: str) -> list[tuple[str, str, bool]]:
    """The tabs above these pages, as the person may use them: address, label, whether it is this one."""
    tabs = [
        ("desk-reliefs", _("Các đợt")), ("desk-relief-orders", _("Lệnh giãn cách")),
        ("desk-relief-uses", _("Địa điểm")), ("desk-relief-why", _("Vì sao")),
    ]  # fmt: skip
    if actor_of(request).roles & set(COMPANY):
        tabs += [("desk-relief-certificate", _("Chứng nhận")), ("desk-relief-rerate", _("Tính lại"))]
    return [(reverse(name), label, name == here) for name, label in tabs]


def form_page(
    request: HttpRequest,
    *,
    form: forms.Form,
    act: Callable[[dict[str, Any]], str],
    title: str,
    lede: str,
    label: str,
    back: str,
    is_file: bool = False,
) -> HttpResponse:
    """Show a form, or do its act and go back with what was done; a refusal stands at the head of the form."""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(form.cleaned_data))
            return redirect(back)
        except (Refused, Forbidden) as refusal:
            form.add_error(None, words.told(refusal))
    context = {
        "form": form, "title": title, "lede": lede, "label": label, "trail": trail(title),
        "is_file": is_file, "back": reverse(back),
    }  # fmt: skip
    return render(request, "desk/reliefs/form.html", context, status=422 if form.errors else 200)
