"""Where somebody arrives who has signed in: a commune's officer at the commune's pages, staff at the desk."""

from __future__ import annotations

from django.conf import settings

from donghanh.apps.organisation.permissions import OF_A_COMMUNE, Actor

PARTNERS_PAGE = "/doi-tac/"


def arrival_of(actor: Actor | None) -> str:
    """
    The first page of somebody.

    actor : None for one who is not known; whoever also works for the company arrives at the desk
    """
    if actor is not None and actor.roles and actor.roles <= OF_A_COMMUNE:
        return PARTNERS_PAGE
    return str(settings.LOGIN_REDIRECT_URL)
