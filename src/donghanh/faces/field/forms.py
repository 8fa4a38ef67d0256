"""The same acts without a script: an ordinary form, one record, back to the visit with a sentence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.faces.field import reading, refusals, words, works_door
from donghanh.faces.field.frame import on_day
from donghanh.faces.field.visit import show
from donghanh.faces.signin.doors import desk_page

FACTS = ("step", "item", "quantity", "serial", "register", "index", "signer", "text", "reason")
NUMBERS = ("quantity", "index")
MOST_DIGITS = 9
ASKED = "ask-"
"""Before the name of what an order asks for as it is handed over."""


@desk_page(roles=("crew",))
@require_POST
def record_by_form(request: HttpRequest, order: str) -> HttpResponse:
    """Take one record in from a form; its number came with the page, so a second tap changes nothing."""
    at = request.product_now  # type: ignore[attr-defined]
    try:
        record = reading.read_record(_said(request, order, at), file=request.FILES.get("file"))
        if record.kind in reading.WITH_FILE and not record.content:
            raise Refused("photo-missing", "Choose a photograph first.")
        receipt = works_door.receive(actor=request.actor, record=record, at=at)  # type: ignore[attr-defined]
    except (Refused, Forbidden) as reason:
        return show(request, order, complaint=refusals.told(reason), status=409)
    if receipt.rule:
        return show(request, order, complaint=refusals.told_rule(rule=receipt.rule, facts={}), status=409)
    messages.success(request, _("Đã nhận: %(what)s.") % {"what": words.said(words.RECORDS, record.kind)})
    return redirect(on_day(reverse("field-visit", args=[order]), works_door.asked_day(request)))


def _said(request: HttpRequest, order: str, at: Any) -> dict[str, Any]:
    told = [name for name in request.POST if name in FACTS or name.startswith(ASKED)]
    facts: dict[str, Any] = {
        name.removeprefix(ASKED): request.POST[name].strip() for name in told if request.POST.get(name)
    }
    for name in NUMBERS:
        if facts.get(name, "").isdecimal() and len(facts[name]) <= MOST_DIGITS:
            facts[name] = int(facts[name])
    upload = request.FILES.get("file")
    return {
        "record_id": request.POST.get("record_id", ""),
        "order": order,
        "kind": request.POST.get("kind", ""),
        "taken_at": at.isoformat(),
        "facts": facts,
        "file_name": "" if upload is None else str(upload.name)[:80],
    }
