"""The dry run of a round that came late, changed or ended: which bills it touches, by how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from donghanh.apps.organisation.permissions import Actor, check_role
from donghanh.apps.reliefs import ports
from donghanh.apps.reliefs.queries.differences import Differences, differences
from donghanh.apps.reliefs.queries.owed import reliefs_of
from donghanh.apps.reliefs.queries.rounds import round_named
from donghanh.engines.rating import rate

RERATERS = ("business", "office", "director")


@dataclass(frozen=True)
class Rerate:
    """
    A dry run; nothing was written.

    touched : code, unit_code and the columns of `Differences.touched`, by code
    """

    relief_round: str
    month: date
    bill_count: int
    rated_count: int
    touched: pl.DataFrame
    refused: pl.DataFrame

    @property
    def relief_difference(self) -> int:
        """Of the reductions of all touched bills [đồng]."""
        return int(self.touched["relief_amount_difference"].sum())

    @property
    def total_difference(self) -> int:
        """Of what all touched bills come to [đồng]."""
        return int(self.touched["total_amount_difference"].sum())


def rerate(*, actor: Actor, relief_round: str, month: date, at: datetime) -> Rerate:
    """
    Say what the facts and the law of today change in the bills of a month, for one round.

    A bill whose reduction is, and stays, of another round is left alone.

    at     : the law that is in force then is the one to come to

    raises : Forbidden; NotFound; Refused `nobody-bills`
    """
    if "auditor" not in actor.roles:
        check_role(actor=actor, roles=RERATERS, act="rerate_reliefs")
    round_named(relief_round)
    billed = ports.billed(month=month, at=at)
    codes = billed.codes["code"].unique().to_list()
    owed = reliefs_of(codes=codes, month=month, release=billed.law_now.release)
    after = billed.codes.join(owed, on="code", how="left").select("bill", "relief")
    before = billed.bills.select("bill", "relief")
    told = differences(
        law_before=billed.law, law_after=billed.law_now, entitlement_before=before,
        entitlement_after=_of_round(before, after, relief_round), bills=billed.bills, usage=billed.usage,
        quotas=billed.quotas, rate=rate,
    )  # fmt: skip
    return _told(relief_round, month, billed, told)


def _of_round(before: pl.DataFrame, after: pl.DataFrame, relief_round: str) -> pl.DataFrame:
    is_of_round = pl.any_horizontal(
        pl.col(name).str.starts_with(f"{relief_round}/").fill_null(value=False)
        for name in ("relief", "relief_before")
    )
    both = after.join(before.select("bill", relief_before="relief"), on="bill")
    return both.select("bill", relief=pl.when(is_of_round).then("relief").otherwise("relief_before"))


def _told(relief_round: str, month: date, billed: ports.Billed, told: Differences) -> Rerate:
    named = billed.codes.select("bill", "code", "unit_code")
    touched = told.touched.join(named, on="bill").sort("code", "bill")
    refused = told.refused.join(named, on="bill", how="left")
    return Rerate(relief_round, month, billed.bills.height, told.rated_count, touched, refused)
