"""
What requests ask of apps beside and above them: a rating after a contact, news to customers, next acts.

Nothing is asked while nobody has plugged anything in: no rating, no message, no effect.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from donghanh.apps.organisation.permissions import Actor


@dataclass(frozen=True)
class RatingWanted:
    """
    A contact that has ended; staff_username is who answered, customer_key says who may not rate twice.

    is_there : the customer ended it, and is shown the rating at once; else it is to be sent
    """

    contact_kind: str
    contact_code: str
    channel: str
    unit_code: str
    staff_username: str
    customer_key: str
    at: datetime
    phone: str = ""
    email: str = ""
    is_there: bool = False


@dataclass(frozen=True)
class Telling:
    """
    Words for a customer: `kind` is receipt, question, answer, apology, incident, reopened.

    hidden : words of the text that the customer alone may read, such as the tracking code
    """

    case: str
    kind: str
    text: str
    phone: str
    email: str
    at: datetime
    unit_code: str = ""
    group: str = ""
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseMoved:
    """A move that was just made, inside its transaction; actor is None for the customer and for jobs."""

    case: str
    service_code: str
    move: str
    state: str
    customer_code: str
    unit_code: str
    actor: Actor | None
    at: datetime


def _no_rating(_: RatingWanted) -> str:
    return ""


def _nothing(_: object) -> None:
    """Nobody has plugged anything."""


@dataclass
class _Plugs:
    invite: Callable[[RatingWanted], str] = _no_rating
    tell: Callable[[Telling], None] = _nothing
    moved: Callable[[CaseMoved], None] = _nothing


_PLUGS = _Plugs()


def plug_ratings(*, invite: Callable[[RatingWanted], str]) -> None:
    """Say who invites a rating and answers the token of its page."""
    _PLUGS.invite = invite


def plug_telling(*, tell: Callable[[Telling], None]) -> None:
    """Say who carries words to customers."""
    _PLUGS.tell = tell


def plug_moves(*, moved: Callable[[CaseMoved], None]) -> None:
    """Say what follows a move; what it raises undoes the move."""
    _PLUGS.moved = moved


def invite_rating(*, wanted: RatingWanted) -> str:
    """Ask for a rating; answers the token, empty when nobody invites."""
    return _PLUGS.invite(wanted)


def tell_customer(*, telling: Telling) -> None:
    """Hand words for a customer on."""
    _PLUGS.tell(telling)


def case_moved(*, moved: CaseMoved) -> None:
    """Let others follow a move."""
    _PLUGS.moved(moved)
