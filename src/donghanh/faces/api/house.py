"""
The API of the house: who may ask, and how a refusal is answered.

Two ways in: a token made with `donghanh staff token`, sent as `Authorization: Bearer …`, or the session of
somebody who is signed in; changes by session need the form's CSRF token as well. Everybody sees over the
API what they see on the desk, no more.

A refusal is a JSON document {rule, message, facts}. 401: who asks is not known. 403: not allowed. 404: not
there, or not in sight. 409: the state of things does not permit it. 422: what was sent cannot be used.
429: asked too often; the header Retry-After says when to come again.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.operation import Operation
from ninja.security import APIKeyCookie, HttpBearer

from donghanh import __version__
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.clock import today
from donghanh.faces.signin import second_factor
from donghanh.faces.signin.tokens import staff_of


class Refusal(Schema):
    """Why something was not done: a stable rule name, a sentence, the facts."""

    rule: str
    message: str
    facts: dict[str, str]


REFUSALS = {frozenset({401, 403, 404, 409, 422}): Refusal}
PUBLIC_REFUSALS = {frozenset({404, 422}): Refusal}


class Token(HttpBearer):
    """A token of a staff account."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        staff_id = staff_of(token=token)
        return organisation.actor_of(staff_id=staff_id, on=today()) if staff_id else None


class Session(APIKeyCookie):
    """The cookie of somebody who is signed in; changes need the header X-CSRFToken as well."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Actor | None:
        """Ask for the CSRF token only where there is somebody to protect."""
        known: Actor | None = request.actor  # type: ignore[attr-defined]
        return super().__call__(request) if known else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        if actor is not None and second_factor.is_missing(request):
            raise Forbidden("second_factor_missing", username=actor.username)
        return actor


class House(NinjaAPI):
    """Names each operation by its function, so that clients made from the document read well."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return str(operation.view_func.__name__)


api = House(
    title="Đồng Hành",
    version=__version__,
    description=__doc__ or "",
    auth=[Token(), Session(csrf=True)],
    docs_url=None,
    urls_namespace="api",
)


def actor_of(request: HttpRequest) -> Actor:
    """Who asks. raises : Forbidden, for a person without any role"""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    if not actor.roles:
        raise Forbidden("no_role", username=actor.username)
    return actor


def refuse(request: HttpRequest, *, status: int, rule: str, message: str, facts: object = ()) -> HttpResponse:
    """Answer with a refusal; facts are written as text."""
    plain = {str(name): str(value) for name, value in dict(facts).items()}  # type: ignore[call-overload]
    return api.create_response(request, {"rule": rule, "message": message, "facts": plain}, status=status)


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer for an address that the API does not have."""
    message = "The API has no such address. Next: read /api/v1/openapi.json."
    return refuse(request, status=404, rule="no-such-address", message=message)


@api.exception_handler(Forbidden)
def forbidden(request: HttpRequest, reason: Forbidden) -> HttpResponse:
    return refuse(request, status=403, rule=reason.key, message=str(reason), facts=reason.facts)


@api.exception_handler(NotFound)
def not_found(request: HttpRequest, reason: NotFound) -> HttpResponse:
    return refuse(request, status=404, rule=reason.rule, message=str(reason), facts=reason.facts)


@api.exception_handler(Refused)
@api.exception_handler(CannotMove)
def refused(request: HttpRequest, reason: Refused | CannotMove) -> HttpResponse:
    return refuse(request, status=409, rule=reason.rule, message=str(reason), facts=reason.facts)


@api.exception_handler(AuthenticationError)
def unknown_person(request: HttpRequest, reason: AuthenticationError) -> HttpResponse:
    message = "Nobody is known by this request. Next: send a token (donghanh staff token), or sign in."
    answer = refuse(request, status=401, rule="not-signed-in", message=message)
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, reason: HttpError) -> HttpResponse:
    """Ninja's own refusals: a form's token that is missing, a body that is no JSON."""
    if reason.status_code == 403:
        message = "A change by session needs the form's token. Next: send it in the header X-CSRFToken."
        return refuse(request, status=403, rule="csrf-token-missing", message=message)
    message = "The body could not be read. Expected JSON in UTF-8."
    return refuse(request, status=422, rule="body-unreadable", message=message, facts={"found": reason})


@api.exception_handler(Throttled)
def too_often(request: HttpRequest, reason: Throttled) -> HttpResponse:
    """Name the seconds after which to come again, also in the header Retry-After."""
    wait = int(reason.wait or 1)
    message = f"Asked too often from here. Next: come again in {wait} seconds."
    answer = refuse(request, status=429, rule="asked-too-often", message=message, facts={"seconds": wait})
    answer["Retry-After"] = str(wait)
    return answer


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, reason: RequestDataTooBig) -> HttpResponse:
    return refuse(request, status=422, rule="body-too-big", message="The body is too big.")


@api.exception_handler(ValidationError)
def unfit(request: HttpRequest, reason: ValidationError) -> HttpResponse:
    """Name each value that does not fit, by its place: `query.page`, `body.quantity`."""
    facts: Mapping[str, str] = {_place(error["loc"]): error["msg"] for error in reason.errors}
    message = (
        f"What was sent cannot be used: {'; '.join(f'{place}: {told}' for place, told in facts.items())}"
    )
    return refuse(request, status=422, rule="input-does-not-fit", message=message, facts=facts)


def _place(steps: tuple[object, ...]) -> str:
    """Where the value stood; the second step of a body is only the name of a parameter of ours."""
    return ".".join(str(step) for number, step in enumerate(steps) if number != 1 or steps[0] != "body")
