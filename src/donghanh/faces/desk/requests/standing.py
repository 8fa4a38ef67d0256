"""What every page of the requests begins with: who looks and when, addresses, choices of a filter."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest

from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.organisation.queries import units_on
from donghanh.apps.requests.permissions import check_act
from donghanh.faces.desk.asking import asked_word, scoped_page
from donghanh.faces.signin.asked import FORMATS

INSIDE = ("director", "business", "office", "auditor", "unit_head", "unit_officer")


requests_page = scoped_page(roles=INSIDE, may_be_cached=False)
"""Let staff through who work on requests; what is not in sight is not there; caches keep nothing."""


def may_act(*, actor: Actor) -> bool:
    """Answer whether the actor holds a role that works on requests."""
    try:
        check_act(actor=actor)
    except Forbidden:
        return False
    return True


def every_unit(day: date) -> dict[str, str]:
    """Short names of all units of a day: a case may go to any of them."""
    return {one.code: one.short_name for one in units_on(day=day)}


def asked_date(request: HttpRequest, name: str) -> date | None:
    """A day of the address; None for no day and for a text that is none."""
    for form in FORMATS:
        try:
            return datetime.strptime(asked_word(request, name), form).replace(tzinfo=None).date()  # noqa: DTZ007 (a day)
        except ValueError:
            continue
    return None
