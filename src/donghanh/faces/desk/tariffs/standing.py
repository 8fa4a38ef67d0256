"""What the law's pages share: the door, who asks, the trail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.tariffs.permissions import READERS
from donghanh.faces.signin.doors import desk_page

View = Callable[..., HttpResponse]


def law_page(view: View) -> View:
    """The door of the law's pages: for its readers; a release that is not there is answered with 404."""

    @desk_page(roles=READERS)
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound as missing:
            raise Http404 from missing

    return guarded


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def now_of(request: HttpRequest) -> datetime:
    moment: datetime = request.product_now  # type: ignore[attr-defined]
    return moment


def trail(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page below the list of releases."""
    return [(_("Bộ quy định giá"), reverse("desk-law")), *steps]
