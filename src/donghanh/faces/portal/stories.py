"""
Stories of beneficiaries for everybody: each with a consent that stands at the moment of the request.

A photograph has an address of the portal that asks for its publication every time; nothing is kept by
browsers or on the way, so that what was taken back is gone at once.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from donghanh.apps.programmes.queries import stories as queries
from donghanh.apps.programmes.refusals import NotFound
from donghanh.faces.portal.home import said

MOST = 50
LEDE_LETTERS = 180


@never_cache
def stories(request: HttpRequest) -> HttpResponse:
    """List the published stories, newest first."""
    rows = [_card(one) for one in queries.published_stories(limit=MOST)]
    return render(request, "portal/stories.html", {"rows": rows})


@never_cache
def story(request: HttpRequest, number: int) -> HttpResponse:
    """One story; 404 for one that is not, or no longer, published."""
    try:
        found = queries.published_story(number=number)
    except NotFound as missing:
        raise Http404 from missing
    pictures = [
        {"url": reverse("portal-story-picture", args=[number, one]), "place": place}
        for place, one in enumerate(found.photographs, start=1)
    ]
    context = {"story": found, "card": _card(found), "pictures": pictures}
    return render(request, "portal/story.html", context)


@never_cache
def story_picture(request: HttpRequest, number: int, picture: int) -> HttpResponse:
    """A photograph of a story, while it is published with it."""
    found = queries.story_picture(number=number, picture=picture)
    if found is None:
        raise Http404
    answer = HttpResponse(found[1], content_type=found[0])
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _card(one: queries.PublishedStory) -> dict[str, Any]:
    text = one.text
    short = text if len(text) <= LEDE_LETTERS else f"{text[:LEDE_LETTERS].rsplit(' ', 1)[0]}…"
    return {
        "title": one.title,
        "url": reverse("portal-story", args=[one.number]),
        "short": short,
        "name": one.name or _("Người nhận không nêu tên"),
        "place": one.commune,
        "activity": said(one, "activity"),
        "unit": said(one, "unit"),
        "on": one.published_on,
        "count": len(one.photographs),
    }


urlpatterns = [
    path("chuyen-ke/", stories, name="portal-stories"),
    path("chuyen-ke/<int:number>/", story, name="portal-story"),
    path("chuyen-ke/<int:number>/anh/<int:picture>", story_picture, name="portal-story-picture"),
]
