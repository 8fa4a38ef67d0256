"""What an act on messages answers when it cannot be done."""

from __future__ import annotations

from donghanh.apps.organisation.refusals import NotFound, Refused

__all__ = ["CannotMoveMessage", "CannotQueue", "NotFound", "Refused"]


class CannotQueue(Refused):
    """The message cannot be written as asked; a wrong address is no refusal but a failed message."""


class CannotMoveMessage(Refused):
    """The message is not in a state from which this could happen."""
