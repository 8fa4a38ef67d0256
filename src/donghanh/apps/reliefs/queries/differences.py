"""
What a round that comes late, changes or ends does to bills that were made: only to those that it touches.

Pure: frames in, frames out; rating is handed in, so that the law of a release and the law of today are rated
by one formula. The billing app makes adjustments from what comes back; before that, it is a dry run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from donghanh.engines.rating.law import Law

AMOUNTS = ("gross_amount", "relief_amount", "net_amount", "vat_amount", "total_amount")


class Rated(Protocol):
    """What `engines.rating.rate` answers; here only its totals and refusals are read."""

    @property
    def totals(self) -> pl.DataFrame: ...

    @property
    def refused(self) -> pl.DataFrame: ...


@dataclass(frozen=True)
class Differences:
    """
    touched : bill, relief_before, relief_after, and for each amount `…_before`, `…_after`, `…_difference`;
              only bills of which some amount changes, by bill
    refused : bill, rule, facts; bills that one of the two laws cannot rate, to be looked at by a person
    rated_count : bills that had to be rated at all
    """

    touched: pl.DataFrame
    refused: pl.DataFrame
    rated_count: int


def differences(
    *,
    law_before: Law,
    law_after: Law,
    entitlement_before: pl.DataFrame,
    entitlement_after: pl.DataFrame,
    bills: pl.DataFrame,
    usage: pl.DataFrame,
    rate: Callable[..., Rated],
    quotas: pl.DataFrame | None = None,
) -> Differences:
    """
    Rate the touched bills under both laws and entitlements, and answer those whose amounts differ.

    entitlement_before, entitlement_after : bill, relief [null: none]
    bills, usage, quotas : frames of these names; `bills.relief` is replaced by the entitlements
    rate     : `engines.rating.rate`, or another of its form
    """
    both = (
        bills.select("bill")
        .join(entitlement_before.select("bill", relief_before="relief"), on="bill", how="left")
        .join(entitlement_after.select("bill", relief_after="relief"), on="bill", how="left")
    )
    asked = both if _laws_differ(law_before, law_after) else both.filter(
        pl.col("relief_before").ne_missing(pl.col("relief_after"))
    )  # fmt: skip
    some = [bills, usage] if quotas is None else [bills, usage, quotas]
    parts = [frame.join(asked.select("bill"), on="bill", how="semi") for frame in some]
    before = _rated(rate, law_before, asked.select("bill", relief="relief_before"), parts)
    after = _rated(rate, law_after, asked.select("bill", relief="relief_after"), parts)
    refused = pl.concat([before.refused, after.refused]).unique(maintain_order=True)
    touched = asked.join(_named(before.totals, "before"), on="bill").join(
        _named(after.totals, "after"), on="bill"
    )
    differing = pl.any_horizontal(pl.col(f"{name}_before") != pl.col(f"{name}_after") for name in AMOUNTS)
    return Differences(
        touched.filter(differing)
        .with_columns(
            (pl.col(f"{name}_after") - pl.col(f"{name}_before")).alias(f"{name}_difference")
            for name in AMOUNTS
        )
        .sort("bill"),
        refused,
        asked.height,
    )


def _laws_differ(before: Law, after: Law) -> bool:
    frames = ("prices", "vat", "reactive", "reliefs", "tenants")
    return any(not getattr(before, name).equals(getattr(after, name)) for name in frames)


def _rated(
    rate: Callable[..., Rated], law: Law, entitlement: pl.DataFrame, parts: list[pl.DataFrame]
) -> Rated:
    bills, usage, *quotas = parts
    names = bills.columns
    given = bills.drop("relief").join(entitlement, on="bill", how="left", maintain_order="left")
    return rate(law, bills=given.select(names), usage=usage, quotas=quotas[0] if quotas else None)


def _named(totals: pl.DataFrame, when: str) -> pl.DataFrame:
    return totals.select("bill", *(pl.col(name).alias(f"{name}_{when}") for name in AMOUNTS))
