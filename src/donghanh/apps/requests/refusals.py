"""What an act on a request answers when it cannot be done."""

from __future__ import annotations

from donghanh.apps.organisation.refusals import NotFound, Refused

__all__ = ["CannotMoveCase", "CannotOpenCase", "CannotPause", "CannotTake", "NotFound", "Refused"]


class CannotOpenCase(Refused):
    """
    The request cannot be taken as it was sent.

    Rules: `service-unknown`, `service-takes-no-cases`, `channel-unknown`, `received-in-future`,
    `received-without-zone`, `received-too-early`, `field-missing`, `field-unknown`, `field-wrong`,
    `contact-missing`, `unit-unknown`, `customer-unknown`, `key-used-otherwise`.
    """


class CannotMoveCase(Refused):
    """The case does not allow this move now; rules are those of the engine and of the operation."""


class CannotPause(Refused):
    """The clock goes on: `pause-reason-not-allowed`, `pause-without-evidence`, `pause-too-long`, …"""


class CannotTake(Refused):
    """Somebody else has the case: `taken-already`, with `name` and `username`."""
