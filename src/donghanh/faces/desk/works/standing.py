"""What every page of the works begins with: who looks, the day, the tabs, and refusals as pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound
from donghanh.faces.signin.doors import desk_page

INSIDE = (
    "director", "business", "office", "auditor", "unit_head", "unit_officer", "warehouse_keeper", "crew",
)  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """Who looks and on which day of the product."""

    actor: Actor
    today: date


def works_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let staff through whose role has to do with works; what is not in sight is not there."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound as reason:
            raise Http404(str(reason)) from reason

    return desk_page(roles=INSIDE)(answered)


def standing_of(request: HttpRequest) -> Standing:
    """Who asks, on which day."""
    return Standing(request.actor, request.product_now.date())  # type: ignore[attr-defined]


def address(name: str, *parts: object, **asked: object) -> str:
    """The address of a page, with what it asks for."""
    query = urlencode({key: value for key, value in asked.items() if value not in ("", None)})
    return reverse(name, args=parts) + (f"?{query}" if query else "")


def tabs(*, here: str, day: date) -> list[tuple[str, str, bool]]:
    """The two lists of the works."""
    return [
        (address("desk-works", ngay=day.isoformat()), _("Lượt đến trong ngày"), here == "visits"),
        (address("desk-work-orders"), _("Tất cả lệnh"), here == "orders"),
    ]


def options(words: Mapping[str, object]) -> list[tuple[str, str]]:
    """Choices of a filter, with one for everything."""
    return [("", _("Tất cả")), *((key, str(value)) for key, value in words.items())]
