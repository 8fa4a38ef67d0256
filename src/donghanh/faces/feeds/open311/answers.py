"""
What every address of GeoReport shares: one jurisdiction, limits, and errors in the standard's own shape.

The limit of the address comes before anything else is looked at, so that a flood costs little: 429 with the
seconds to wait, while everybody else is served.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from donghanh.adapters.open311 import CannotReadReport, Error, build_errors, media_type
from donghanh.apps.organisation import queries as organisation
from donghanh.faces import guessing
from donghanh.faces.throttle import Limit, address_of, is_over, seconds_to_wait
from donghanh.kernel.identifiers import COMPANY_LENGTH

ADDRESS = Limit("open311-address", most=600, seconds=60)
MISSES = Limit("open311-misses", most=30, seconds=600)
View = Callable[..., HttpResponse]


class Answered(Exception):
    """The request ends here with errors; `wait` are the seconds to wait, if any."""

    def __init__(self, *errors: Error, wait: int = 0) -> None:
        super().__init__("; ".join(one.description for one in errors))
        self.errors, self.wait = errors, wait


def georeport(view: View) -> View:
    """Guard an address of GeoReport; the view gets `form` and may raise `Answered` or `CannotReadReport`."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *, form: str, **named: str) -> HttpResponse:
        try:
            check_limit(ADDRESS, address_of(request))
            check_jurisdiction(request, request.GET.get("jurisdiction_id", ""))
            return view(request, form=form, **named)
        except Answered as reason:
            return refused(reason.errors, form=form, wait=reason.wait)
        except CannotReadReport as reason:
            return refused(reason.errors, form=form)

    return guarded


def document(content: bytes, *, form: str, status: int = 200) -> HttpResponse:
    """Answer with a document of the adapter."""
    return HttpResponse(content, status=status, content_type=media_type(form=form))


def refused(errors: tuple[Error, ...], *, form: str, wait: int = 0) -> HttpResponse:
    """Answer with errors; the first one's code is the answer's."""
    answer = document(build_errors(errors, form=form), form=form, status=errors[0].code)
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


def check_limit(limit: Limit, who: str) -> None:
    """Count one request more; raise Answered 429 beyond the limit."""
    if wait := seconds_to_wait(limit=limit, who=who):
        raise too_many(wait)


def check_misses(request: HttpRequest) -> None:
    """Raise Answered 429 for an address that showed too many wrong keys or numbers."""
    if wait := is_over(limit=MISSES, who=address_of(request)):
        raise too_many(wait)


def missed(request: HttpRequest, error: Error) -> Answered:
    """Count a wrong key or number, and answer it."""
    guessing.missed(request, limit=MISSES, at=request.product_now)  # type: ignore[attr-defined]
    return Answered(error)


def too_many(wait: int) -> Answered:
    """The answer beyond a limit."""
    return Answered(Error(429, f"Too many requests; try again in {wait} seconds"), wait=wait)


def check_jurisdiction(request: HttpRequest, said: str) -> None:
    """Raise Answered 404 unless the jurisdiction is ours or left out: the company's four letters, PA01."""
    if not said:
        return
    day = request.product_now.date()  # type: ignore[attr-defined]
    known = {row.code[:COMPANY_LENGTH] for row in organisation.units_on(day=day)}
    if said.upper() not in known:
        ours = ", ".join(sorted(known))
        raise Answered(Error(404, f"jurisdiction_id provided was not found; leave it out or send {ours}"))
