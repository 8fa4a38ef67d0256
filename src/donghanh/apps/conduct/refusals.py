"""What an act on conduct answers when it cannot be done."""

from __future__ import annotations

from donghanh.apps.organisation.refusals import NotFound, Refused

__all__ = [
    "CannotAnnounce",
    "CannotInspect",
    "CannotInvite",
    "CannotMoveFinding",
    "CannotRate",
    "NotFound",
    "Refused",
]


class CannotAnnounce(Refused):
    """The round cannot be announced, drawn or closed as asked."""


class CannotInspect(Refused):
    """The inspection cannot be begun, answered or finished."""


class CannotMoveFinding(Refused):
    """The finding cannot be answered, decided or looked at again yet, or not by this person."""


class CannotInvite(Refused):
    """Nobody can be invited to rate this contact."""


class CannotRate(Refused):
    """The rating cannot be taken: not known, over, given already, or by staff themselves."""
