"""What an act on the works answers when it cannot be done."""

from __future__ import annotations

from donghanh.apps.organisation.refusals import NotFound, Refused

__all__ = ["CannotFinish", "CannotOpenOrder", "CannotPlan", "CannotReceive", "NotFound", "Refused"]


class CannotOpenOrder(Refused):
    """The order cannot be opened as asked."""


class CannotPlan(Refused):
    """The visit cannot be planned, moved or given to that crew."""


class CannotReceive(Refused):
    """What the phone sent cannot be taken; sent right, it can be sent again."""


class CannotFinish(CannotReceive):
    """Something is still missing; `facts["missing"]` lists all of it."""
