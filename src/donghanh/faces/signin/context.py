"""What every template may say: who is signed in, the desk's list of subjects, the demo's clock."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from donghanh.apps.organisation.permissions import Actor
from donghanh.faces.signin import navigation, roles
from donghanh.faces.signin.arrival import arrival_of


def house(request: HttpRequest) -> dict[str, object]:
    """
    Give the frames their plain values.

    returns : actor, is_demo, navigation [(url, label, is_here, heading)], signed_in {name, role, url},
              search_url, sign_out_url, demo_clock {moment, url} in a demo, else None
    """
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "is_demo": settings.DEMO,
        "first_page": arrival_of(actor),
        "navigation": navigation.lines(request=request, actor=actor),
        "signed_in": _signed_in(actor),
        "search_url": navigation.search_address(),
        "sign_out_url": reverse("account_logout"),
        "demo_clock": _demo_clock(request, actor),
    }


def _signed_in(actor: Actor | None) -> dict[str, object] | None:
    if actor is None:
        return None
    return {"name": actor.full_name, "role": roles.title(actor), "url": reverse("signin_account")}


def _demo_clock(request: HttpRequest, actor: Actor | None) -> dict[str, object] | None:
    if not settings.DEMO or not hasattr(request, "product_now"):
        return None
    return {"moment": request.product_now, "url": reverse("signin_story") if actor else None}
