"""Who calls: for the call centre, before the first word is said."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import Caller


def caller(*, actor: Actor, phone: str, now: datetime) -> Caller:
    """
    Customers with this telephone, open and recent cases, and open incidents of their units.

    phone  : as people type it; a number that nobody has gives an empty answer
    raises : Forbidden, for a role that has no part in requests
    """
    raise NotImplementedError
