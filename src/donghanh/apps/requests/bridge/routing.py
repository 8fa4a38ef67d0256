"""Where a request goes: which unit and which desk answer for it, by the lawbook's rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from donghanh.lawbook.services import Service


@dataclass(frozen=True)
class Place:
    """A unit (empty for the company) and a desk: unit, business_department, office."""

    unit_code: str
    desk: str


def place_of(*, service: Service, unit_code: str, fields: Mapping[str, str], day: date) -> Place:
    """Say who answers for a request; one whose unit nobody knows is the office's to give on."""
    if not unit_code:
        return Place("", "office")
    return Place(unit_code, service.responsible)
