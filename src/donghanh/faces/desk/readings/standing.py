"""What the readings' pages share: who asks, on which day, the tabs, a month in the address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.metering.permissions import MAY_SEE
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.queries import units_on
from donghanh.apps.organisation.refusals import NotFound
from donghanh.faces.signin.doors import desk_page
from donghanh.kernel.months import NotAMonth, month_of, months_back, read_month

View = Callable[..., HttpResponse]
READERS = tuple(sorted(MAY_SEE))
MONTHS_OFFERED = 8


def readings_page(view: View) -> View:
    """The door of the readings' pages; what is out of sight is answered with 404."""

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


def asked_month(request: HttpRequest, *, text: str) -> date:
    """The month in the address; without one, the last whole month."""
    try:
        return read_month(text)
    except NotAMonth:
        return months_back(month=month_of(today_of(request)), count=1)


def month_options(request: HttpRequest) -> list[tuple[str, str]]:
    """The months that a page offers, latest first."""
    this = month_of(today_of(request))
    months = [months_back(month=this, count=back) for back in range(MONTHS_OFFERED)]
    return [(f"{one:%Y-%m}", f"{one:%m/%Y}") for one in months]


def unit_names(request: HttpRequest) -> dict[str, str]:
    """Short names of the units in sight, by code."""
    return {one.code: one.short_name for one in units_on(day=today_of(request), actor=actor_of(request))}


def tabs(*, here: str) -> list[tuple[str, str, bool]]:
    """The three views of the readings."""
    pages = (
        ("month", _("Cân đối tháng"), "desk-readings"),
        ("holds", _("Đang giữ lại"), "desk-readings-holds"),
        ("imports", _("Sổ chỉ số"), "desk-readings-imports"),
    )
    return [(reverse(name), label, key == here) for key, label, name in pages]


def trail(parent: str, name: str, last: str) -> list[tuple[str, str]]:
    """The way to a page below one of the views."""
    return [(_("Chỉ số công tơ"), reverse("desk-readings")), (parent, reverse(name)), (last, "")]


def page_number(text: str | None) -> int:
    """A page of a list, from the address."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1
