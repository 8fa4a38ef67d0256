"""
What the reductions ask of the billing above them: what was given, what was billed, and to make adjustments.

Billing plugs itself in; until it has, certificates and re-rating answer that nobody bills here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

import polars as pl

from donghanh.adapters.relief_certificate import Bases
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.reliefs.refusals import Refused
from donghanh.engines.rating.law import Law


@dataclass(frozen=True)
class Given:
    """
    What the invoices and adjustments of a round and month say.

    paid   : frame of RELIEFS_PAID
    unpaid : code, reason; whose bill of the month is held, refused or not made; null for nobody
    bills  : code, category, kwh, gross_amount, quota_quarters; what all invoices of the month come to, for a
             reduction that came by an adjustment alone; null to take both from `paid`, for one household
    bases  : bills and laws from which reductions by other prices or by tiers are computed; null for none
    """

    paid: pl.DataFrame
    unpaid: pl.DataFrame | None = None
    bills: pl.DataFrame | None = None
    bases: Bases | None = None


@dataclass(frozen=True)
class Billed:
    """
    The bills of a month as they stand, adjustments counted in.

    bills, usage, quotas : frames of these names; `bills.relief` is what the bill carries now
    codes : bill, code, unit_code
    law, law_now : by which they were rated, and which is in force now
    """

    bills: pl.DataFrame
    usage: pl.DataFrame
    codes: pl.DataFrame
    law: Law
    law_now: Law
    quotas: pl.DataFrame | None = None


class Adjust(Protocol):
    """Makes one adjustment for each touched bill; answers how many."""

    def __call__(
        self, *, actor: Actor, month: date, differences: pl.DataFrame, reason: str, at: datetime
    ) -> int: ...


@dataclass
class _Plugs:
    given: Callable[..., Given] | None = None
    billed: Callable[..., Billed] | None = None
    adjust: Adjust | None = None


_PLUGS = _Plugs()


def plug(
    *, given: Callable[..., Given] | None, billed: Callable[..., Billed] | None, adjust: Adjust | None
) -> None:
    """
    Say who bills; called once by the wiring.

    given  : `(relief_round=, month=) -> Given`
    billed : `(month=, at=) -> Billed`
    """
    _PLUGS.given, _PLUGS.billed, _PLUGS.adjust = given, billed, adjust


def given(*, relief_round: str, month: date) -> Given:
    """Ask billing what was given. raises : Refused `nobody-bills`"""
    if _PLUGS.given is None:
        raise _nobody()
    return _PLUGS.given(relief_round=relief_round, month=month)


def billed(*, month: date, at: datetime) -> Billed:
    """Ask billing for the bills of a month. raises : Refused `nobody-bills`"""
    if _PLUGS.billed is None:
        raise _nobody()
    return _PLUGS.billed(month=month, at=at)


def adjust(*, actor: Actor, month: date, differences: pl.DataFrame, reason: str, at: datetime) -> int:
    """Have billing make the adjustments. raises : Refused `nobody-bills`"""
    if _PLUGS.adjust is None:
        raise _nobody()
    return _PLUGS.adjust(actor=actor, month=month, differences=differences, reason=reason, at=at)


def _nobody() -> Refused:
    return Refused("nobody-bills", "No billing is plugged in here: there are no invoices to look at.")
