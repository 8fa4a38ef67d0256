"""
What conduct asks of others: to carry words to staff, by e-mail or however else.

Nothing is carried while nobody has plugged anything in; the desk shows what waits for each all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class StaffTelling:
    """
    Words for one of the staff.

    kind  : one of models.tellings.KINDS
    about : code of the inspection or finding; it says nothing of what was found
    due   : the day that it speaks of
    email : empty where none is known
    """

    username: str
    email: str
    kind: str
    about: str
    due: date
    at: datetime


def _nothing(_: StaffTelling) -> None:
    """Nobody has plugged anything."""


_PLUGS: dict[str, Callable[[StaffTelling], None]] = {"tell": _nothing}


def plug_telling(*, tell: Callable[[StaffTelling], None]) -> None:
    """Say who carries words to staff; inside the transaction of what they are about."""
    _PLUGS["tell"] = tell


def tell_staff(*, telling: StaffTelling) -> None:
    """Hand words for one of the staff on."""
    _PLUGS["tell"](telling)
