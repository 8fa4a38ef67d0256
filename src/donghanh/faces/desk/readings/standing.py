"""What the readings' pages share: who asks, on which day, the tabs, a month in the address."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.metering.permissions import MAY_SEE
from donghanh.apps.organisation.queries import units_on
from donghanh.faces.desk.asking import actor_of, scoped_page, today_of
from donghanh.kernel.months import NotAMonth, month_of, months_back, read_month

READERS = tuple(sorted(MAY_SEE))


readings_page = scoped_page(roles=READERS)
"""The door of the readings' pages; what is out of sight is answered with 404."""


def asked_month(request: HttpRequest, *, text: str) -> date:
    """The month in the address; without one, the last whole month."""
    try:
        return read_month(text)
    except NotAMonth:
        return months_back(month=month_of(today_of(request)), count=1)


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
