"""
What supplies ask of the programmes above them: the terms of the free wiring, and a promise on their board.

Nothing is offered while nobody has plugged anything in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from donghanh.apps.organisation.permissions import Actor


@dataclass(frozen=True)
class WiringTerms:
    """
    The activity of the campaign in whose days an application was complete; days half-open.

    promised_elsewhere : places promised on the board to others than these applications
    """

    campaign_code: str
    activity_code: str
    vi: str
    en: str
    quota: int
    from_at: datetime
    until_at: datetime
    promised_elsewhere: int = 0


@dataclass(frozen=True)
class WiringPromise:
    """An accepted place, as the board takes it."""

    campaign_code: str
    activity_code: str
    case_code: str
    unit_code: str
    number: int
    arrived_at: datetime
    name: str
    phone: str
    address: str
    commune_code: str


Terms = Callable[[datetime], WiringTerms | None]
Promise = Callable[[Actor | None, WiringPromise, datetime], str]
Check = Callable[[Actor, str, datetime], bool]
Withdraw = Callable[[Actor | None, str, str, datetime], bool]


def _no_terms(_: datetime) -> WiringTerms | None:
    return None


def _no_promise(_: Actor | None, __: WiringPromise, ___: datetime) -> str:
    return ""


def _not_checked(_: Actor, __: str, ___: datetime) -> bool:
    return False


def _not_withdrawn(_: Actor | None, __: str, ___: str, ____: datetime) -> bool:
    return False


@dataclass
class _Plugs:
    terms: Terms = _no_terms
    promise: Promise = _no_promise
    check: Check = _not_checked
    withdraw: Withdraw = _not_withdrawn


_PLUGS = _Plugs()


def plug_wiring(*, terms: Terms, promise: Promise, withdraw: Withdraw, check: Check = _not_checked) -> None:
    """Say where the terms come from, and who writes the promise on the board, checks it and takes it off."""
    _PLUGS.terms, _PLUGS.promise, _PLUGS.withdraw, _PLUGS.check = terms, promise, withdraw, check


def wiring_terms(*, arrived_at: datetime) -> WiringTerms | None:
    """The terms for an application that was complete then; None when no gift is tied to that day."""
    return _PLUGS.terms(arrived_at)


def promise_wiring(*, actor: Actor | None, promise: WiringPromise, at: datetime) -> str:
    """Write an accepted place on the board, None for the customer in person; its reference, empty if not."""
    return _PLUGS.promise(actor, promise, at)


def check_wiring(*, actor: Actor, reference: str, at: datetime) -> bool:
    """Check a promise that the customer put on the board; answers whether this actor could."""
    return _PLUGS.check(actor, reference, at)


def withdraw_wiring(*, actor: Actor | None, reference: str, why: str, at: datetime) -> bool:
    """Take a promise off the board again; answers whether this actor could."""
    return _PLUGS.withdraw(actor, reference, why, at)
