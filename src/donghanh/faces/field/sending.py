"""
What the phone's outbox asks: who am I and what time is it, and the taking in of records.

Session and CSRF token, JSON answers. Each record of a request is one call to the works with a receipt or a
refusal of its own; a request is refused whole only when it cannot be read or is not of the person signed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.faces.field import reading, refusals, works_door

View = Callable[[HttpRequest, Actor], JsonResponse]


def for_a_crew(view: View) -> Callable[[HttpRequest], JsonResponse]:
    """Answer 401 to a stranger and 403 to one who is no crew, as JSON, never by a page or a redirection."""

    @wraps(view)
    def guarded(request: HttpRequest) -> JsonResponse:
        actor = request.actor  # type: ignore[attr-defined]
        if actor is None:
            return _refused("not-signed-in", 401)
        if "crew" not in actor.roles:
            return _refused("not-a-crew", 403)
        return view(request, actor)

    return guarded


@require_GET
@never_cache
@ensure_csrf_cookie
@for_a_crew
def status(request: HttpRequest, actor: Actor) -> JsonResponse:
    """Say who is signed in and the product's time, for the phone's clock."""
    now = request.product_now  # type: ignore[attr-defined]
    return JsonResponse({"username": actor.username, "now": now.isoformat()})


@require_POST
@never_cache
@for_a_crew
def receive(request: HttpRequest, actor: Actor) -> JsonResponse:
    """
    Take records in: `person` who made them, `records` as JSON, each file under `file-<record_id>`.

    answers : {"answers": [{record_id, receipt} or {record_id, refusal}, …]}, in the order of the records;
              both, for a record that the server keeps for the office and that does not count
    """
    if request.POST.get("person", "") != actor.username:
        return _refused("signed-in-as-other", 409)
    try:
        batch = reading.read_batch(request.POST.get("records", ""))
    except reading.Unreadable as reason:
        return _refused(reason.rule, 422)
    return JsonResponse({"answers": [_answer(request, actor, said) for said in batch]})


def _answer(request: HttpRequest, actor: Actor, said: Mapping[str, Any]) -> dict[str, object]:
    name = str(said.get("record_id", ""))
    at = request.product_now  # type: ignore[attr-defined]
    try:
        record = reading.read_record(said, file=request.FILES.get(f"file-{name}"))
        receipt = works_door.receive(actor=actor, record=record, at=at)
    except (Refused, Forbidden) as reason:
        return {"record_id": name, "refusal": refusals.as_facts(reason)}
    told = {"sha256": receipt.sha256, "state": receipt.state, "is_new": receipt.is_new}
    aside = {"rule": receipt.rule, "message": refusals.told_rule(rule=receipt.rule, facts={})}
    return {"record_id": name, "receipt": told, **({"refusal": aside} if receipt.rule else {})}


def _refused(rule: str, code: int) -> JsonResponse:
    return JsonResponse({"rule": rule, "message": refusals.told_rule(rule=rule, facts={})}, status=code)
