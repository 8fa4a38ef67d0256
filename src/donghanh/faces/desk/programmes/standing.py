"""
Where a page of the programmes stands: which campaign, as of which day, and the addresses that keep both.

The campaign is the one that runs on the product's day, or that of `?dot=`; the day is that of `?ngay=`.
A page outside of somebody's sight and a page that does not exist are answered alike, with 404.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.queries import plan
from donghanh.apps.programmes.refusals import NotFound
from donghanh.engines.programmes.moves import move_named
from donghanh.faces.signin.asked import asked_day
from donghanh.faces.signin.doors import desk_page

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Standing:
    """Who looks at which campaign as of which day; `dot` is the campaign that the address names, if any."""

    actor: Actor
    campaign_code: str
    day: date
    today: date
    dot: str = ""

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def may_nominate(self) -> bool:
        """Whether some role of the actor nominates at all; which activities, the form says."""
        return bool(self.actor.roles & move_named(move="nominate").roles)

    def link(self, name: str, *args: object, **query: object) -> str:
        """
        Give the address of a page by its URL name, same campaign and day; "" while no such page exists.

        query : filters by their names in the address, hyphens written as underscores; empty ones are left out
        """
        asked = {key.replace("_", "-"): value for key, value in query.items() if value not in ("", None)}
        kept = {"ngay": "" if self.is_today else self.day.isoformat(), "dot": self.dot}
        asked = {**{key: value for key, value in kept.items() if value}, **asked}
        address = page_address(name, *args)
        return f"{address}?{urlencode(asked)}" if address and asked else address


def page_address(name: str, *args: object) -> str:
    """Give the address of a page by its URL name; "" while no such page exists."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def standing_of(request: HttpRequest) -> Standing:
    """
    Read campaign and day of a request.

    raises : NotFound, when no campaign was ever opened
    """
    today: date = request.product_now.date()  # type: ignore[attr-defined]
    dot = request.GET.get("dot", "").strip()
    return Standing(
        actor=request.actor,  # type: ignore[attr-defined]
        campaign_code=dot or plan.current_campaign(day=today),
        day=asked_day(request),
        today=today,
        dot=dot,
    )


def programme_page(roles: Collection[str] | None = None) -> Callable[[View], View]:
    """The door of the programmes' pages: as `desk_page`; what is not to be found or seen has its own page."""

    def at_the_door(view: View) -> View:
        @desk_page(roles=roles)
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except NotFound as missing:
                return _nothing_here(request, missing)

        return guarded

    return at_the_door


def _nothing_here(request: HttpRequest, missing: NotFound) -> HttpResponse:
    first_use = missing.facts.get("what") == "campaign" and missing.facts.get("name") == "current"
    context = {"first_use": first_use, "campaigns_url": page_address("desk-campaigns")}
    return render(request, "desk/programmes/not_found.html", context, status=200 if first_use else 404)
