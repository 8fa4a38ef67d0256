"""
A nomination that is being written, kept in the session from page to page until it is sent.

Each draft has a name of its own: a form that is sent twice is known by it.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest

from donghanh.apps.programmes.operations.nominating import Beneficiary

KEPT = "partner_draft"
STEPS = ("hoat-dong", "nguoi", "lien-he", "dien", "giay-to", "kiem-tra")


def new_draft(request: HttpRequest, *, commune_code: str) -> dict[str, Any]:
    """Begin a draft; what was begun and not sent is forgotten."""
    request.session[KEPT] = {"form": secrets.token_urlsafe(18), "commune": commune_code}
    return dict(request.session[KEPT])


def draft_of(request: HttpRequest, *, commune_code: str) -> dict[str, Any] | None:
    """The draft of this commune, or None when nothing is being written."""
    kept = request.session.get(KEPT)
    return dict(kept) if kept and kept.get("commune") == commune_code else None


def keep(request: HttpRequest, draft: dict[str, Any], **said: Any) -> None:
    """Keep what one page asked."""
    request.session[KEPT] = {**draft, **said}


def forget(request: HttpRequest) -> None:
    """The draft was sent."""
    request.session.pop(KEPT, None)


def beneficiary_of(draft: dict[str, Any]) -> Beneficiary:
    """Who is named by a draft that is complete."""
    return Beneficiary(
        name=draft.get("name", ""),
        kind=draft.get("kind", "household"),
        customer_code=draft.get("customer_code", ""),
        commune_code=draft["commune"],
        address=draft.get("address", ""),
        phone=draft.get("phone", ""),
        social_class=draft.get("social_class", ""),
        quantity=int(draft.get("quantity") or 1),
    )


def following(step: str) -> str:
    """The page that comes after a page."""
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]


def before(step: str) -> str:
    """The page that comes before a page; empty before the first."""
    place = STEPS.index(step)
    return STEPS[place - 1] if place else ""
