"""The demo's clock on a page: a day to stand on, one day more, back to the demo's own day, or real time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from donghanh.apps.organisation import operations
from donghanh.faces import clock
from donghanh.faces.signin.doors import desk_page

DEMO_DAY = date(2021, 12, 20)
MORNING = time(8, 0)
# The dates of Vietnam are written day first; a browser's date field sends the year first.
FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


class DayForm(forms.Form):
    """The day on which the product is to stand."""

    day = forms.DateField(
        label=_("Ngày của bản demo"),
        input_formats=FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


@desk_page()
def product_day(request: HttpRequest) -> HttpResponse:
    """Show and set the product's day; 404 outside a demo."""
    if not settings.DEMO:
        raise Http404
    if request.method != "POST":
        form = DayForm(initial={"day": request.product_now.date()})  # type: ignore[attr-defined]
        return render(request, "signin/product_day.html", {"form": form, "demo_day": DEMO_DAY})
    return _set(request)


def _set(request: HttpRequest) -> HttpResponse:
    if "real" in request.POST:
        operations.clear_product_clock(actor=request.actor, real_now=clock.real_now())  # type: ignore[attr-defined]
        return redirect("signin_clock")
    form = DayForm(_wished(request))
    if not form.is_valid():
        context = {"form": form, "demo_day": DEMO_DAY}
        return render(request, "signin/product_day.html", context, status=422)
    at = datetime.combine(form.cleaned_data["day"], MORNING, tzinfo=clock.HOUSE_ZONE).astimezone(UTC)
    operations.set_product_clock(actor=request.actor, at=at, real_now=clock.real_now())  # type: ignore[attr-defined]
    return redirect("signin_clock")


def _wished(request: HttpRequest) -> dict[str, object]:
    if "next_day" in request.POST:
        return {"day": request.product_now.date() + timedelta(days=1)}  # type: ignore[attr-defined]
    if "demo_day" in request.POST:
        return {"day": DEMO_DAY}
    return {"day": request.POST.get("day", "")}
