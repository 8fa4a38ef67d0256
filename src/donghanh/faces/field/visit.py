"""One visit on the phone: where, how it is done safely, what was done, photographs, signature, the end."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.works.queries import FieldVisit
from donghanh.faces.field import words, works_door
from donghanh.faces.field.frame import field_page, kept_for, on_day
from donghanh.faces.signin.doors import desk_page


@desk_page(roles=("crew",))
def visit(request: HttpRequest, order: str) -> HttpResponse:
    """Show one visit of today or tomorrow; 404 for one of another crew."""
    return show(request, order)


def show(request: HttpRequest, order: str, *, complaint: str = "", status: int = 200) -> HttpResponse:
    """Show a visit's page, with what was refused just now at its top."""
    now = request.product_now  # type: ignore[attr-defined]
    day = works_door.asked_day(request)
    try:
        found, kept = works_door.visit_of(actor=request.actor, order=order, day=day, at=now)  # type: ignore[attr-defined]
    except NotFound:
        return render(request, "field/not_found.html", field_page(request, day=day), status=404)
    context = {
        **field_page(request, day=day),
        **_told(found),
        "visit": found,
        "is_today": day == now.date(),
        "has_arrived": bool(kept & {"arrived"}),
        "steps": [_step(step, kept) for step in found.steps],
        "pictures": _pictures(found, kept),
        "signature": _part(found, "signature", kept),
        "reasons": words.REASONS.items(),
        "asks": [_asked(one) for one in found.asks],
        "index": _part(found, "reading", kept),
        "registers": words.REGISTERS.items(),
        "complaint": complaint,
        "back_url": on_day(reverse("field-today"), day),
        "form_url": on_day(reverse("field-record", args=[order]), day),
        "new_number": uuid4,
    }
    return kept_for(render(request, "field/visit.html", context, status=status), day=day, order=order)


def _told(found: FieldVisit) -> dict[str, Any]:
    return {
        "kind": words.said(words.KINDS, found.kind),
        "method": words.in_language(found, "method"),
        "status": words.state(found.state),
        "area": words.area(found.area_status),
        "safety": words.in_language(found, "safety"),
        "is_open": found.state in words.OPEN,
    }


def _step(step: dict[str, Any], kept: frozenset[str]) -> dict[str, Any]:
    return {
        **step,
        "word": words.step(step),
        "is_done": f"step_done:{step['code']}" in kept,
        "is_pictured": any(f"{kind}:{step['code']}" in kept for kind in words.PHOTOS),
    }


def _asked(one: dict[str, Any]) -> dict[str, Any]:
    """What the order asks for as it is handed over, as the form shows it."""
    name = words.step(one)
    choices = [(code, words.step({"vi": vi, "en": en})) for code, vi, en in one["choices"]]
    if one["kind"] == "yes_no":
        choices = [("yes", _("Có")), ("no", _("Không"))]
    is_number = one["kind"] == "whole"
    label = f"{name} ({one['unit']})" if one["unit"] else name
    return {**one, "label": label, "choices": choices, "is_number": is_number}


def _pictures(found: FieldVisit, kept: frozenset[str]) -> list[dict[str, Any]]:
    """The kinds of photographs of this visit: those that are asked for, and any other."""
    asked = [kind for kind in ("photo_before", "photo_after") if kind in found.needs]
    loose = _part(found, "photo", kept)
    if not asked:  # the only picture of the visit is no other one
        loose["word"] = _("Ảnh")
    return [*(_part(found, kind, kept) for kind in asked), loose]


def _part(found: FieldVisit, kind: str, kept: frozenset[str]) -> dict[str, Any]:
    return {
        "kind": kind,
        "word": words.said(words.RECORDS, kind),
        "is_needed": kind in found.needs,
        "is_there": any(part.partition(":")[0] == kind for part in kept),
    }
