"""
Where a partner's page stands: which commune, which campaign. Everything of another commune is not there.

An officer of one commune never chooses it; of several, the one that was chosen last is kept in the session.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.queries import plan
from donghanh.apps.programmes.queries.open_activities import NominatingCommune, nominating_communes
from donghanh.apps.programmes.refusals import NotFound
from donghanh.faces.signin.doors import desk_page

View = Callable[..., HttpResponse]
PARTNER = "partner_officer"
CHOSEN = "partner_commune"


@dataclass(frozen=True)
class Standing:
    """Who asks, for which commune, in which campaign, on which day."""

    actor: Actor
    commune: NominatingCommune
    communes: tuple[NominatingCommune, ...]
    campaign_code: str
    day: date

    @property
    def unit_name(self) -> str:
        """The unit that serves the commune, in the page's language."""
        return said(self.commune, "unit")


def standing_of(request: HttpRequest) -> Standing:
    """
    Read commune and campaign of a request; `?xa=` chooses among one's own communes.

    raises : NotFound, for a commune that is not one's own, and when no campaign was ever opened
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    day: date = request.product_now.date()  # type: ignore[attr-defined]
    own = {grant.commune_code for grant in actor.grants if grant.role == PARTNER}
    communes = tuple(one for one in nominating_communes(actor=actor, day=day) if one.code in own)
    by_code = {one.code: one for one in communes}
    if asked := request.GET.get("xa", ""):
        if asked not in by_code:
            raise NotFound("commune", asked)
        request.session[CHOSEN] = asked
    if not communes:
        raise NotFound("commune", "own")
    commune = by_code.get(request.session.get(CHOSEN, ""), communes[0])
    return Standing(actor, commune, communes, plan.current_campaign(day=day), day)


def partner_page(view: View) -> View:
    """The door of the partner's pages: for officers of communes; what is not theirs is not found."""

    @desk_page(roles=(PARTNER,))
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound as missing:
            early = missing.facts.get("what") == "campaign"
            return render(
                request, "partner/not_found.html", {"is_early": early}, status=200 if early else 404
            )

    return guarded


def said(row: object, stem: str) -> str:
    """Give `<stem>_vi` or `<stem>_en` as the page's language asks."""
    english = (get_language() or "vi").startswith("en")
    return str(getattr(row, f"{stem}_en" if english else f"{stem}_vi"))
