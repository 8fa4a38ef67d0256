"""What the invoices' pages share: the door, who asks, tabs, units and months."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.billing.permissions import SEE
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.queries import units_on
from donghanh.apps.organisation.refusals import NotFound
from donghanh.faces.signin.doors import desk_page
from donghanh.kernel.months import NotAMonth, month_of, months_back, read_month

View = Callable[..., HttpResponse]
READERS = tuple(sorted(SEE))
MONTHS_OFFERED = 8


def billing_page(view: View) -> View:
    """The door of the invoices' pages; what is out of sight is answered with 404."""

    @desk_page(roles=READERS)
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


def today_of(request: HttpRequest) -> date:
    day: date = request.product_now.date()  # type: ignore[attr-defined]
    return day


def month_or_none(text: str) -> date | None:
    """A month from the address."""
    try:
        return read_month(text)
    except NotAMonth:
        return None


def month_options(request: HttpRequest) -> list[tuple[str, str]]:
    """The months that a page offers, latest first."""
    this = month_of(today_of(request))
    months = [months_back(month=this, count=back) for back in range(MONTHS_OFFERED)]
    return [(f"{one:%Y-%m}", f"{one:%m/%Y}") for one in months]


def unit_names(request: HttpRequest) -> dict[str, str]:
    """Short names of the power units in sight, by code."""
    rows = units_on(day=today_of(request), actor=actor_of(request))
    return {one.code: one.short_name for one in rows if one.kind == "unit"}


def tabs(*, here: str) -> list[tuple[str, str, bool]]:
    """The two views of billing."""
    pages = (("invoices", _("Hóa đơn"), "desk-invoices"), ("runs", _("Chạy hóa đơn"), "desk-billing-runs"))
    return [(reverse(name), label, key == here) for key, label, name in pages]


def trail(last: str) -> list[tuple[str, str]]:
    """The way to a page below the list of invoices."""
    return [(_("Hóa đơn"), reverse("desk-invoices")), (last, "")]
