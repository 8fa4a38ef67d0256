"""How much each person has in hand, so that the next case goes to somebody who can take it."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import Load


def load_by_person(*, actor: Actor, now: datetime, unit_code: str = "") -> tuple[Load, ...]:
    """
    Everybody in sight who may work on requests, also those who have none; the least loaded first.

    raises : Forbidden
    """
    raise NotImplementedError
