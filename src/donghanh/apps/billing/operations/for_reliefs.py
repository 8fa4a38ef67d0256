"""Has what a dry run of reductions showed adjusted; plugged into `apps.reliefs.ports`."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from donghanh.apps.billing.operations.adjusting import adjust
from donghanh.apps.organisation.permissions import Actor


def adjust_for_reliefs(
    *, actor: Actor, month: date, differences: pl.DataFrame, reason: str, at: datetime
) -> int:
    """Issue one adjustment for each touched bill; answers how many. raises : as `adjust`"""
    del month  # the bills say in which month they are
    return adjust(differences=differences, reason=reason, by=actor, at=at).count
