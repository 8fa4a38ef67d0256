"""The bytes of a file of evidence, for whoever sees the thing that it proves something of."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from donghanh.apps.evidence.operations import open_evidence
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound
from donghanh.faces.api.house import Token, refuse
from donghanh.faces.clock import now

BEARER = "Bearer "


def evidence_file(request: HttpRequest, number: int) -> HttpResponse:
    """
    Send a file, and record the reading. `?small=1` sends the small picture of a photograph.

    By session or token, as the API. A picture is shown; anything else is saved, never opened in our name.
    """
    actor = _asking(request)
    if actor is None:
        message = "Nobody is known by this request. Next: sign in, or send a token."
        return refuse(request, status=401, rule="not-signed-in", message=message)
    try:
        found = open_evidence(actor=actor, number=number, at=now(), is_small=request.GET.get("small") == "1")
    except NotFound as reason:
        return refuse(request, status=404, rule=reason.rule, message=str(reason), facts=reason.facts)
    answer = HttpResponse(found.content, content_type=found.media_type)
    how = "inline" if found.media_type.startswith("image/") else "attachment"
    name = found.name.encode("ascii", "ignore").decode().strip() or "file"
    answer["Content-Disposition"] = f'{how}; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _asking(request: HttpRequest) -> Actor | None:
    said = request.headers.get("Authorization", "")
    if said.startswith(BEARER):
        return Token().authenticate(request, said.removeprefix(BEARER))
    known: Actor | None = request.actor  # type: ignore[attr-defined]
    return known
