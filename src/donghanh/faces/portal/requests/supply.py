"""The steps of a supply and the free wiring on the tracking page."""

from __future__ import annotations

from typing import Any

from donghanh.apps.supply import queries
from donghanh.apps.supply.values import SupplyTrack
from donghanh.faces.design.wiring_words import wiring_place, wiring_state
from donghanh.faces.portal.requests.words import is_english, said

ANSWERABLE = ("waiting", "offered")


def supply_part(code: str) -> dict[str, Any]:
    """What the tracking page tells of a supply; nothing when the request goes through no steps."""
    found = queries.track_supply(tracking_code=code)
    if found is None:
        return {}
    steps = [(en if is_english() else vi, standing) for vi, en, standing in found.steps]
    contract = queries.contract_of_tracking(tracking_code=code)
    return {"steps": steps, "wiring": _wiring(found), "contract": contract}


def _wiring(found: SupplyTrack) -> dict[str, Any] | None:
    row = found.wiring
    if row is None:
        return None
    word, tone = wiring_state(row)
    return {
        "name": said(row), "word": word, "tone": tone, "place": wiring_place(row),
        "may_accept": row.state == "offered", "may_decline": row.state in ANSWERABLE,
    }  # fmt: skip
