"""
What the billing law asks of the world above: the bills of past months, to be rated by another law.

Billing knows them and stands above on the staircase; the wiring plugs it in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.apps.tariffs.refusals import Refused


@dataclass(frozen=True)
class History:
    """
    Bills that were made, as rating reads them.

    bills, usage, quotas : frames of `kernel.billing_tables`
    units : bill, unit_code; one row for each bill
    """

    bills: pl.DataFrame
    usage: pl.DataFrame
    quotas: pl.DataFrame | None
    units: pl.DataFrame


Source = Callable[[date, date], History]
"""History of the bill months from the first until the second, each given by its first day; half-open."""


def _nobody(from_month: date, until_month: date) -> History:
    raise Refused(
        "no-history",
        "No bills are kept here to rate a law against. Next: make bills first.",
        from_month=from_month, until_month=until_month,
    )  # fmt: skip


_history: Source = _nobody


def plug_history(*, history: Source) -> None:
    """Say who knows the bills of past months; called once by the wiring."""
    global _history  # noqa: PLW0603 - the plug of this port
    _history = history


def history(*, from_month: date, until_month: date) -> History:
    """Answer the bills of some months. raises : Refused `no-history`, while nobody is plugged in"""
    return _history(from_month, until_month)
