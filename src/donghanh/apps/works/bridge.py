"""
From the lawbook's methods to what an order keeps, and from what an order keeps to the steps of a day.

An order keeps the method's words, so that a method that is changed later does not change it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from donghanh.engines.works.finishing import Asked
from donghanh.lawbook.work_methods import Step, WorkMethod, work_method, work_methods

NORMAL = "normal"


def method_on(*, code: str, day: date) -> WorkMethod | None:
    """The method of that code that holds on a day."""
    return work_method(code=code, on=day)


def methods_for(*, way: str, day: date) -> tuple[WorkMethod, ...]:
    """The methods that a campaign's way allows, on a day."""
    return tuple(method for method in work_methods() if way in method.ways and day in method.span)


def frozen(*, method: WorkMethod, asks: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """What an order keeps of its method, as JSON, and what its crew is asked for at the end."""
    kept = {"asks": [dict(one) for one in asks]} if asks else {}
    return kept | {
        "name_vi": method.name_vi,
        "name_en": method.name_en,
        "crew": list(method.crew),
        "needs_outage": method.needs_outage,
        "weather_vi": method.weather_vi,
        "weather_en": method.weather_en,
        "evidence": {status: list(kinds) for status, kinds in method.evidence.items()},
        "steps": _plain(method.steps),
        "epidemic": {status: _plain(steps) for status, steps in method.epidemic.items()},
        "digest": method.digest,
        "source": method.source.text,
        "is_confirmed": method.source.is_confirmed,
    }


def steps_of(*, kept: Mapping[str, Any], status: str) -> list[dict[str, Any]]:
    """Steps of a day: those of the area's status, then those of the method."""
    return [*kept["epidemic"].get(status, kept["epidemic"].get(NORMAL, [])), *kept["steps"]]


def evidence_of(*, kept: Mapping[str, Any], status: str) -> tuple[str, ...]:
    """Kinds of evidence that must be there at the end of a work on a day of that status."""
    return tuple(kept["evidence"].get(status, kept["evidence"].get(NORMAL, [])))


def known_steps(*, kept: Mapping[str, Any]) -> frozenset[str]:
    """Codes of every step that may ever be asked for."""
    of_statuses = [step for steps in kept["epidemic"].values() for step in steps]
    return frozenset(step["code"] for step in [*kept["steps"], *of_statuses])


def asks_of(*, kept: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the crew tells as it hands over; nothing for most orders."""
    return list(kept.get("asks", ()))


def asked_of(steps: Sequence[Mapping[str, Any]]) -> list[Asked]:
    """Steps as the engine asks for them."""
    return [Asked(step["code"], step["is_safety"], step["needs_photo"]) for step in steps]


def _plain(steps: Sequence[Step]) -> list[dict[str, Any]]:
    return [asdict(step) for step in steps]
