"""Where a request goes: which unit and which desk answer for it, by the lawbook's rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from donghanh.apps.requests.models import Case
from donghanh.engines.requests.routing import route
from donghanh.lawbook.routing import routing_rules
from donghanh.lawbook.services import Service


@dataclass(frozen=True)
class Place:
    """A unit (empty for the company) and a desk; `rule` says why, empty when the service itself does."""

    unit_code: str
    desk: str
    rule: str = ""


def place_of(
    *, service: Service, unit_code: str, channel: str, fields: Mapping[str, str], day: date
) -> Place:
    """Say who answers for a request; one whose unit nobody knows is the office's to give on."""
    return _place(unit_code, service.code, service.group, channel, fields, service.responsible, day)


def place_of_case(*, case: Case, day: date) -> Place:
    """Say who answers for a case by what it is now, as `place_of` says it of a request that comes in."""
    return _place(
        case.unit_id or "", case.service_code, case.group, case.channel, case.fields,
        case.service["responsible"], day,
    )  # fmt: skip


def _place(
    unit_code: str, service: str, group: str, channel: str, fields: Mapping[str, str], otherwise: str,
    day: date,
) -> Place:  # fmt: skip
    if not unit_code:
        return Place("", "office")
    answers = {code: int(text) if text.isdecimal() else text for code, text in fields.items()}
    found = route(
        rules=routing_rules(day=day), service=service, group=group, channel=channel, fields=answers,
        otherwise=otherwise,
    )  # fmt: skip
    return Place(unit_code, found.to, found.rule)
