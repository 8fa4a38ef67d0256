"""Who tried out codes, as the audit rows tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.queries import acts
from donghanh.apps.throttling.operations.guessing import GUESSING


@dataclass(frozen=True)
class GuessRow:
    """
    One address held back at one door.

    door    : which codes were tried, such as `portal-tracking-misses`
    address : its first half; mark : the same for the same address
    misses  : in so many `seconds` [s]
    """

    door: str
    address: str
    mark: str
    misses: int
    seconds: int
    product_at: datetime
    recorded_at: datetime


def guesses(*, actor: Actor, limit: int = 100) -> tuple[GuessRow, ...]:
    """
    List them, the latest first.

    raises : Forbidden, for one who does not see the whole company
    """
    rows = []
    for one in acts(actor=actor, act=GUESSING, limit=limit):
        told: Any = one.facts
        door = one.subject.removeprefix("door:")
        rows.append(
            GuessRow(
                door, told["address"], told["mark"], told["misses"], told["seconds"], one.product_at,
                one.recorded_at,
            )
        )  # fmt: skip
    return tuple(rows)
