"""What the invoices' pages share: the door, who asks, tabs, units and months."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.billing.permissions import SEE
from donghanh.apps.organisation.queries import units_on
from donghanh.faces.desk.asking import actor_of, scoped_page, today_of
from donghanh.kernel.months import NotAMonth, read_month

READERS = tuple(sorted(SEE))


billing_page = scoped_page(roles=READERS)
"""The door of the invoices' pages; what is out of sight is answered with 404."""


def month_or_none(text: str) -> date | None:
    """A month from the address."""
    try:
        return read_month(text)
    except NotAMonth:
        return None


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
