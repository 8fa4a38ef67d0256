"""
The API's one instance: its title, who may ask, and how a refusal is answered.

Two ways in: the session of somebody who is signed in, or a token made with `donghanh staff token`, sent as
`Authorization: Bearer …`. A refusal is a JSON document {rule, message, facts}: 403 when it is not
allowed, 404 when it is not there or not in sight, 409 when the state of things does not permit it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.security import APIKeyCookie, HttpBearer

from donghanh import __version__
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.api.tokens import staff_of
from donghanh.faces.clock import today


class Refusal(Schema):
    """Why something was not done: a stable rule name, a sentence, the facts."""

    rule: str
    message: str
    facts: dict[str, str]


class Session(APIKeyCookie):
    """The cookie of somebody who is signed in; changes then need the form's CSRF token as well."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        return request.actor  # type: ignore[attr-defined, no-any-return]


class Token(HttpBearer):
    """A token of a staff account."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        staff_id = staff_of(token=token)
        return organisation.actor_of(staff_id=staff_id, on=today()) if staff_id else None


api = NinjaAPI(
    title="Đồng Hành",
    version=__version__,
    description=__doc__ or "",
    auth=[Token(), Session(csrf=True)],
    docs_url=None,
    urls_namespace="api",
)


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; a person without any role is turned away."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    if not actor.roles:
        raise Forbidden("no_role", username=actor.username)
    return actor


@api.exception_handler(Forbidden)
def forbidden(request: HttpRequest, reason: Forbidden) -> HttpResponse:
    return _refuse(request, 403, reason.key, str(reason), reason.facts)


@api.exception_handler(NotFound)
def not_found(request: HttpRequest, reason: NotFound) -> HttpResponse:
    return _refuse(request, 404, reason.rule, str(reason), reason.facts)


@api.exception_handler(Refused)
def refused(request: HttpRequest, reason: Refused) -> HttpResponse:
    return _refuse(request, 409, reason.rule, str(reason), reason.facts)


@api.exception_handler(CannotMove)
def cannot_move(request: HttpRequest, reason: CannotMove) -> HttpResponse:
    return _refuse(request, 409, reason.rule, str(reason), reason.facts)


def _refuse(request: HttpRequest, status: int, rule: str, message: str, facts: object) -> HttpResponse:
    plain = {name: str(value) for name, value in dict(facts).items()}  # type: ignore[call-overload]
    return api.create_response(request, {"rule": rule, "message": message, "facts": plain}, status=status)
