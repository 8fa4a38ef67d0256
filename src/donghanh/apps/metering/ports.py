"""
What metering asks of the works above it: an order by which a crew reads a meter again, and the end of it.

The works plug themselves in; until they have, a recheck is only noted at the hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from donghanh.apps.organisation.permissions import Actor


@dataclass(frozen=True)
class RecheckWanted:
    """A meter that is to be read again for a hold: where it is and which one; the old index is not told."""

    hold: int
    actor: Actor
    unit_code: str
    name: str
    address: str
    phone: str
    commune_code: str
    serial: str
    registers: tuple[str, ...]
    why: str
    at: datetime


@dataclass(frozen=True)
class RecheckOver:
    """A hold that was decided, or fell away, before the crew was there."""

    hold: int
    actor: Actor
    why: str
    at: datetime


Open = Callable[[RecheckWanted], str]
End = Callable[[RecheckOver], None]


@dataclass
class _Plugs:
    open: Open | None = None
    end: End | None = None


_PLUGS = _Plugs()


def plug_rechecks(*, open_order: Open | None, end_order: End | None) -> None:
    """
    Say who sends crews; called once by the wiring.

    open_order : answers the order's number; that of the open one where there is one already
    end_order  : nothing happens where none is open
    """
    _PLUGS.open, _PLUGS.end = open_order, end_order


def open_recheck(wanted: RecheckWanted) -> str:
    """Have an order made; answer its number, or an empty text where nobody sends crews."""
    return _PLUGS.open(wanted) if _PLUGS.open else ""


def end_recheck(over: RecheckOver) -> None:
    """Have the order ended."""
    if _PLUGS.end:
        _PLUGS.end(over)
