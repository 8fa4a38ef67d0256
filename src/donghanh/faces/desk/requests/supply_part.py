"""What the page of a case tells of its supply: where the steps are, and how the free wiring stands."""

from __future__ import annotations

from typing import Any

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.supply.queries import has_supply, wiring_of_case
from donghanh.faces.design.wiring_words import wiring_place, wiring_state
from donghanh.faces.desk.asking import address
from donghanh.faces.desk.requests.words import said


def supply_part(*, actor: Actor, code: str) -> dict[str, Any]:
    """The address of the supply's page, empty when the case has no steps, and the gift tied to it."""
    if not has_supply(case_code=code):
        return {"supply_url": "", "wiring": None}
    row = wiring_of_case(actor=actor, case_code=code)
    url = address("desk-supply", code)
    if row is None:
        return {"supply_url": url, "wiring": None}
    word, tone = wiring_state(row)
    told = {"name": said(row.vi, row.en), "word": word, "tone": tone, "place": wiring_place(row)}
    return {"supply_url": url, "wiring": told}
