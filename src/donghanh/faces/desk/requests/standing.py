"""What every page of the requests begins with: who looks and when, addresses, choices of a filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.organisation.queries import units_on
from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.requests.permissions import check_act
from donghanh.faces.signin.asked import FORMATS
from donghanh.faces.signin.doors import desk_page

INSIDE = ("director", "business", "office", "auditor", "unit_head", "unit_officer")


@dataclass(frozen=True)
class Standing:
    """Who looks, and the product's moment."""

    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()


def requests_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let staff through who work on requests; what is not in sight is not there; caches keep nothing."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except NotFound as reason:
            raise Http404(str(reason)) from reason
        response["Cache-Control"] = "no-store"
        return response

    return desk_page(roles=INSIDE)(answered)


def standing_of(request: HttpRequest) -> Standing:
    """Who asks, at which moment of the product."""
    return Standing(request.actor, request.product_now)  # type: ignore[attr-defined]


def may_act(*, actor: Actor) -> bool:
    """Answer whether the actor holds a role that works on requests."""
    try:
        check_act(actor=actor)
    except Forbidden:
        return False
    return True


def address(name: str, *parts: object, **asked: object) -> str:
    """The address of a page, with what it asks for; `don_vi` becomes `don-vi`, empty wishes are left out."""
    query = urlencode({key.replace("_", "-"): one for key, one in asked.items() if one not in ("", None)})
    return reverse(name, args=parts) + (f"?{query}" if query else "")


def options(words: Mapping[str, object], *, every: str = "") -> list[tuple[str, str]]:
    """Choices of a filter, with one for everything."""
    return [("", every or _("Tất cả")), *((key, str(value)) for key, value in words.items())]


def unit_names(standing: Standing) -> dict[str, str]:
    """Short names of the units in sight, by code."""
    return {one.code: one.short_name for one in units_on(day=standing.today, actor=standing.actor)}


def every_unit(day: date) -> dict[str, str]:
    """Short names of all units of a day: a case may go to any of them."""
    return {one.code: one.short_name for one in units_on(day=day)}


def asked_word(request: HttpRequest, name: str, *, longest: int = 60) -> str:
    """One wish of the address; a zero byte, which no database takes, is dropped."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:longest]


def asked_date(request: HttpRequest, name: str) -> date | None:
    """A day of the address; None for no day and for a text that is none."""
    for form in FORMATS:
        try:
            return datetime.strptime(asked_word(request, name), form).replace(tzinfo=None).date()  # noqa: DTZ007 (a day)
        except ValueError:
            continue
    return None


def asked_page(request: HttpRequest) -> int:
    """The page of a list, from the address."""
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1
