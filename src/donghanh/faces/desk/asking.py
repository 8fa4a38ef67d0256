"""What every page of the desk begins with: its door, who asks and when, and the wishes of its address."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.queries import units_on
from donghanh.apps.organisation.refusals import NotFound
from donghanh.faces.signin.doors import desk_page
from donghanh.kernel.months import month_of, months_back

View = Callable[..., HttpResponse]
MONTHS_OFFERED = 8


@dataclass(frozen=True)
class Standing:
    """Who looks, and the product's moment."""

    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()


def scoped_page(*, roles: Collection[str], may_be_cached: bool = True) -> Callable[[View], View]:
    """The door of a subject's pages: for these roles; what is not in their sight is answered with 404."""

    def at_the_door(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            try:
                response = view(request, *args, **kwargs)
            except NotFound as missing:
                raise Http404(str(missing)) from missing
            if not may_be_cached:
                response["Cache-Control"] = "no-store"
            return response

        return desk_page(roles=roles)(answered)

    return at_the_door


def standing_of(request: HttpRequest) -> Standing:
    """Who asks, at which moment of the product."""
    return Standing(actor_of(request), now_of(request))


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def now_of(request: HttpRequest) -> datetime:
    """The product's moment."""
    moment: datetime = request.product_now  # type: ignore[attr-defined]
    return moment


def today_of(request: HttpRequest) -> date:
    """The product's day."""
    return now_of(request).date()


def address(name: str, *parts: object, **asked: object) -> str:
    """The address of a page, with what it asks for; `don_vi` becomes `don-vi`, empty wishes are left out."""
    query = urlencode({key.replace("_", "-"): one for key, one in asked.items() if one not in ("", None)})
    return reverse(name, args=parts) + (f"?{query}" if query else "")


def asked_word(request: HttpRequest, name: str, *, longest: int = 60) -> str:
    """One wish of the address; a zero byte, which no database takes, is dropped."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:longest]


def asked_page(request: HttpRequest) -> int:
    """The page of a list, from the address."""
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def options(words: Mapping[str, object], *, every: str = "") -> list[tuple[str, str]]:
    """Choices of a filter, with one for everything."""
    return [("", every or _("Tất cả")), *((key, str(value)) for key, value in words.items())]


def month_options(request: HttpRequest) -> list[tuple[str, str]]:
    """The months that a page offers, latest first."""
    this = month_of(today_of(request))
    months = [months_back(month=this, count=back) for back in range(MONTHS_OFFERED)]
    return [(f"{one:%Y-%m}", f"{one:%m/%Y}") for one in months]


def unit_names(standing: Standing) -> dict[str, str]:
    """Short names of the units in sight, by code."""
    return {one.code: one.short_name for one in units_on(day=standing.today, actor=standing.actor)}
