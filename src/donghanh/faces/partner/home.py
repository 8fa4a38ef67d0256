"""The first page of a commune's officer: what is asked of the commune, until when, what happened."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.programmes.queries.nomination_files import nomination_files
from donghanh.apps.programmes.queries.open_activities import OpenActivity, open_activities
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.faces.design.nomination_words import CLASSES, KINDS, word
from donghanh.faces.partner.frame import framed
from donghanh.faces.partner.standing import Standing, partner_page, said, standing_of

RECEIVED = ("delivered", "received", "feedback")


@partner_page
def home(request: HttpRequest) -> HttpResponse:
    """Show the activities that take names from this commune, and files that wait for an answer."""
    standing = standing_of(request)
    asked = open_activities(
        actor=standing.actor, campaign_code=standing.campaign_code, commune_code=standing.commune.code,
        day=standing.day,
    )  # fmt: skip
    files = nomination_files(
        actor=standing.actor, day=standing.day, campaign_code=standing.campaign_code,
        commune_code=standing.commune.code,
    )  # fmt: skip
    return render(
        request,
        "partner/home.html",
        {
            **framed(standing, "partner-home"),
            "activities": [_asked(one, standing) for one in asked],
            "waiting": [one for one in files if one.state == "waiting"][:3],
            "total": sum(one.named for one in asked),
        },
    )


def _asked(one: OpenActivity, standing: Standing) -> dict[str, Any]:
    ended = sum(one.counts.get(state, 0) for state in BENEFIT.exits)
    return {
        "name": said(one, "name"),
        "row": one.row,
        "who": who_told(one),
        "places": _places(one, standing),
        "is_proposed": one.is_proposed,
        "due_on": one.due_on,
        "is_open": one.is_open,
        "named": one.named,
        "received": sum(one.counts.get(state, 0) for state in RECEIVED),
        "ended": ended,
        "going_on": one.named - ended - sum(one.counts.get(state, 0) for state in RECEIVED),
        "url": f"{reverse('partner-nominate')}?hoat-dong={one.code}",
    }


def who_told(one: OpenActivity) -> str:
    """Whom an activity is for, in words."""
    kinds = ", ".join(word(KINDS, kind) for kind in one.kinds)
    classes = ", ".join(word(CLASSES, name) for name in one.classes)
    return _("%(kinds)s: %(classes)s.") % {"kinds": kinds, "classes": classes} if classes else f"{kinds}."


def _places(one: OpenActivity, standing: Standing) -> str:
    measured = said(one, "measured_in")
    if one.unit_places is None:
        return _("Cả công ty: %(count)s %(unit)s, chia theo nhu cầu.") % {
            "count": f"{one.target:,}".replace(",", ".") if one.target else "–",
            "unit": measured,
        }
    return _("%(name)s có %(count)s %(unit)s cho mọi xã, phường của mình.") % {
        "name": standing.unit_name,
        "count": one.unit_places,
        "unit": measured,
    }
