"""What an act on goods answers when it cannot be done."""

from __future__ import annotations

from donghanh.apps.organisation.refusals import NotFound, Refused

__all__ = ["CannotMoveGoods", "NotEnoughGoods", "NotFound", "Refused"]


class CannotMoveGoods(Refused):
    """The goods cannot be moved as asked; the rule says why."""


class NotEnoughGoods(CannotMoveGoods):
    """There is less than asked for; `facts` say how much is missing and where there is some."""
