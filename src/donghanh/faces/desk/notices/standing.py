"""What every page of the messages begins with: who looks and when, addresses, wishes of the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.queries import units_on
from donghanh.apps.organisation.refusals import NotFound
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


def notices_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let staff through who have a part in messages; what is not in sight is not there, and not cached."""

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


def address(name: str, *parts: object, **asked: object) -> str:
    """The address of a page, with what it asks for; `don_vi` becomes `don-vi`, empty wishes are left out."""
    query = urlencode({key.replace("_", "-"): one for key, one in asked.items() if one not in ("", None)})
    return reverse(name, args=parts) + (f"?{query}" if query else "")


def unit_names(standing: Standing) -> dict[str, str]:
    """Short names of the units in sight, by code."""
    return {one.code: one.short_name for one in units_on(day=standing.today, actor=standing.actor)}


def asked_word(request: HttpRequest, name: str) -> str:
    """One wish of the address; a zero byte, which no database takes, is dropped."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:60]


def asked_page(request: HttpRequest) -> int:
    """The page of a list, from the address."""
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1
