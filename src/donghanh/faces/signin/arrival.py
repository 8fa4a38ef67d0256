"""Where somebody arrives who has signed in: officers of communes and crews at their own pages."""

from __future__ import annotations

from django.conf import settings

from donghanh.apps.organisation.permissions import OF_A_COMMUNE, Actor

PARTNERS_PAGE = "/doi-tac/"
CREWS_PAGE = "/hien-truong/"


def arrival_of(actor: Actor | None) -> str:
    """
    The first page of somebody.

    actor : None for one who is not known; whoever also works for the company arrives at the desk
    """
    if actor is not None and actor.roles and actor.roles <= OF_A_COMMUNE:
        return PARTNERS_PAGE
    if actor is not None and actor.roles == {"crew"}:
        return CREWS_PAGE
    return str(settings.LOGIN_REDIRECT_URL)
