"""
The door of a desk page: who is not signed in goes to the sign-in page and comes back afterwards.

>>> @desk_page(roles=("director", "business"))
... def plan(request): ...
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.faces.signin import second_factor

View = Callable[..., HttpResponse]


def desk_page(roles: Collection[str] | None = None) -> Callable[[View], View]:
    """
    Let only signed-in staff through, and of them only those who hold one of `roles`.

    roles   : roles that may open the page; None for every role
    answers : a stranger is sent to the sign-in page; one without the role gets the page that says so
              (403); one who needs a second factor and has none is led to it
    """

    def at_the_door(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            actor = getattr(request, "actor", None)
            if actor is None:
                return redirect_to_login(request.get_full_path())
            if not actor.roles:
                raise Forbidden("no_role", username=actor.username)
            if roles is not None and not actor.roles & set(roles):
                raise Forbidden("role_missing", expected=", ".join(roles), username=actor.username)
            if second_factor.is_missing(request):
                return _led_to_the_second_factor(request)
            return view(request, *args, **kwargs)

        return guarded

    return at_the_door


def _led_to_the_second_factor(request: HttpRequest) -> HttpResponse:
    query = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('signin_second_factor')}?{query}")
