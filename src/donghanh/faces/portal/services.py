"""
The catalogue for everybody: what may be asked for, within which time, by which rule, what it needs and costs.

A day may be given in the address, for the rules of 2017 and those of the portal stand in the lawbook by date.
What was not seen, or is our own proposal, says "to be confirmed"; a fee that nobody printed is not guessed.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.portal import service_rows
from donghanh.faces.portal.requests.services import is_offered
from donghanh.lawbook.services import NoSuchService, Service, read_services

EARLIEST = date(2000, 1, 1)


class DayForm(forms.Form):
    """The day whose rules are shown."""

    ngay = forms.DateField(
        label=_("Quy định vào ngày"), input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Quý khách chọn một ngày, như 20/12/2021.")},
    )  # fmt: skip

    def clean_ngay(self) -> date:
        """Refuse a year that no rule of ours can be of."""
        day: date = self.cleaned_data["ngay"]
        if not EARLIEST <= day <= date(2099, 12, 31):
            raise forms.ValidationError(_("Quý khách chọn một ngày từ năm 2000 đến năm 2099."))
        return day


def catalogue(request: HttpRequest) -> HttpResponse:
    """List the services of a day, by group; those that customers may choose first."""
    form, day = _asked(request)
    book = read_services()
    groups = [
        service_rows.group_card(name=book.words.groups[code], found=list(found), asked=_kept(request, day))
        for code, found in groupby(book.on(day=day), key=lambda service: service.group)
    ]
    return render(request, "portal/services.html", {"form": form, "day": day, "groups": groups})


def service(request: HttpRequest, code: str) -> HttpResponse:
    """Show one service on a day; where there was none on that day, when there is."""
    form, day = _asked(request)
    book = read_services()
    history = book.history(code=code)
    if not history:
        raise Http404
    found = _on(code, day)
    shown = found or history[-1]
    context = {
        "form": form,
        "day": day,
        "is_there": found is not None,
        "is_offered": _is_offered_now(request, code),
        "card": service_rows.service_card(shown, day=day, asked=_kept(request, day)),
        "history": [service_rows.term_card(one, day=day) for one in history],
        "asked": _kept(request, day),
    }
    return render(request, "portal/service.html", context, status=200 if found else 404)


def _on(code: str, day: date) -> Service | None:
    try:
        return read_services().require(code=code, day=day)
    except NoSuchService:
        return None


def _is_offered_now(request: HttpRequest, code: str) -> bool:
    """Whether a customer may ask for it today, whatever day's rules are looked at."""
    now = _on(code, request.product_now.date())  # type: ignore[attr-defined]
    return now is not None and is_offered(now)


def _asked(request: HttpRequest) -> tuple[DayForm, date]:
    """The form and the day: the product's own when none, or none that can be read, was given."""
    today: date = request.product_now.date()  # type: ignore[attr-defined]
    if "ngay" not in request.GET:
        return DayForm(initial={"ngay": today}), today
    form = DayForm(request.GET)
    return form, form.cleaned_data["ngay"] if form.is_valid() else today


def _kept(request: HttpRequest, day: date) -> str:
    """What a link keeps of the question."""
    return f"?ngay={day}" if "ngay" in request.GET else ""


urlpatterns = [
    path("dich-vu/", catalogue, name="portal-services"),
    path("dich-vu/<str:code>/", service, name="portal-service"),
]
