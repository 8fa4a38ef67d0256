"""What an act on invoices answers when it cannot be done."""

from __future__ import annotations

from donghanh.apps.organisation.refusals import NotFound, Refused

__all__ = ["CannotCorrect", "CannotRun", "NotFound", "Refused"]


class CannotRun(Refused):
    """The billing run cannot begin or go on; the rule says why. What was committed before stays."""


class CannotCorrect(Refused):
    """The invoice cannot be corrected as asked; the rule says why."""
