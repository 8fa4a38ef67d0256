"""What waits for the reader: findings whose turn it is, inspections to make, and what was told."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donghanh.apps.conduct import queries
from donghanh.apps.conduct.queries import ConductWaiting
from donghanh.faces.desk.asking import address, standing_of
from donghanh.faces.desk.conduct import wording
from donghanh.faces.desk.conduct.standing import conduct_page, tabs, unit_names


@conduct_page
def waiting(request: HttpRequest) -> HttpResponse:
    """List what the reader is asked to do, the late first."""
    standing = standing_of(request)
    found = queries.waiting_for(actor=standing.actor, day=standing.today)
    told = queries.told_to(actor=standing.actor)
    units = unit_names(standing.today)
    context = {
        "tabs": tabs(here="waiting", actor=standing.actor, day=standing.today),
        "total": len(found),
        "late": sum(one.is_late for one in found),
        "rows": [_line(one) | {"unit": units.get(one.unit, one.unit)} for one in found],
        "columns": [
            {"key": "what", "label": _("Việc"), "url_key": "url"},
            {"key": "about", "label": _("Về")},
            {"key": "unit", "label": _("Điện lực")},
            {"key": "due", "label": _("Hạn"), "kind": "day"},
            {"key": "late", "label": _("Tình trạng"), "kind": "status", "tone_key": "tone"},
        ],
        "told": [one | {"url": _address_of(one["about"])} for one in wording.told_rows(told)],
    }
    return render(request, "desk/conduct/waiting.html", context)


def _line(one: ConductWaiting) -> dict[str, Any]:
    return {
        "what": wording.word(wording.TURNS, one.what),
        "url": _address_of(one.code),
        "about": f"{one.code} · {wording.said(one.vi, one.en)}",
        "due": one.due,
        "late": _("Quá hạn") if one.is_late else _("Trong hạn"),
        "tone": "bad" if one.is_late else "info",
    }


def _address_of(code: str) -> str:
    name = "desk-conduct-finding" if code.startswith("PH-") else "desk-conduct-inspection"
    return address(name, code)
