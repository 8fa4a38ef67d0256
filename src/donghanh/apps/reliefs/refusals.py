"""What an act on reductions answers when it cannot be done."""

from __future__ import annotations

from donghanh.apps.organisation.refusals import NotFound, Refused

__all__ = ["CannotEnterFact", "NotFound", "Refused"]


class CannotEnterFact(Refused):
    """An order or a use cannot be entered, confirmed or withdrawn; the rule says why."""
