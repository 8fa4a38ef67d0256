"""Says on every request who asks and what time it is for the product."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from donghanh.apps.organisation import queries
from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.faces import clock
from donghanh.faces.signin import refusals


class ActorMiddleware:
    """
    Puts `request.actor` (an Actor, or None) and `request.product_now` (aware) on the request.

    A view that lets `Forbidden` through is answered with the page that says why, status 403.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.product_now = clock.now()  # type: ignore[attr-defined]
        request.actor = _actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refusals.page(request, exception) if isinstance(exception, Forbidden) else None


def _actor(request: HttpRequest) -> Actor | None:
    if not request.user.is_authenticated:
        return None
    return queries.actor_of(staff_id=request.user.pk, on=request.product_now.date())  # type: ignore[attr-defined]
