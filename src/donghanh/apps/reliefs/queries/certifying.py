"""The two sides of a round's certificate in a bill month; what was paid is given by who paid it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.apps.organisation.permissions import Actor, check_role
from donghanh.apps.reliefs.bridge import judged
from donghanh.apps.reliefs.queries.rounds import round_named
from donghanh.kernel.billing_tables import RELIEFS_PAID

HOUSEHOLD_QUARTERS = 4


@dataclass(frozen=True)
class Sides:
    """
    owed    : code, unit_code, category, relief
    paid    : code, unit_code, category, relief, kwh, quota_quarters, gross_amount, relief_amount
    excused : code, relief, reason
    refused : unit_code, category, relief, reason, customers; who is not entitled, counted by reason
    """

    owed: pl.DataFrame
    paid: pl.DataFrame
    excused: pl.DataFrame
    refused: pl.DataFrame

    @property
    def is_outside(self) -> bool:
        """Whether no group of the round holds for the month, and nothing was given under it either."""
        return self.owed.is_empty() and self.refused.is_empty() and self.paid.is_empty()


def entitled_of_round(
    *, actor: Actor, relief_round: str, month: date, known_on: date | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """
    Everybody whom a round is owed to in a month, and everybody else counted by reason.

    raises : Forbidden (the company's roles and auditors alone see all), NotFound
    """
    if "auditor" not in actor.roles:
        check_role(actor=actor, roles=("business", "office", "director"), act="certify_reliefs")
    round_named(relief_round)
    customers, told = judged(month=month, known_on=known_on)
    people = customers.select("code", "unit_code", "category")
    of_round = pl.col("relief").str.starts_with(f"{relief_round}/")
    owed = told.entitled.filter(of_round).select("code", "relief").join(people, on="code")
    others = told.standings.filter(of_round & (pl.col("reason") != "entitled"))
    keys = ["unit_code", "category", "relief", "reason"]
    refused = others.join(people, on="code").group_by(keys).len("customers").sort(keys)
    return owed.select("code", "unit_code", "category", "relief").sort("code"), refused


def sides_of(
    *,
    actor: Actor,
    relief_round: str,
    month: date,
    paid: pl.DataFrame,
    unpaid: pl.DataFrame | None = None,
    bills: pl.DataFrame | None = None,
    known_on: date | None = None,
) -> Sides:
    """
    Put both sides of a certificate together.

    paid    : frame of RELIEFS_PAID: what the invoices and adjustments of the month say
    unpaid  : code, reason: whose bill is held, refused or was not made, and why
    bills   : code, category, kwh, gross_amount, quota_quarters; as `ports.Given` says
    raises  : Forbidden, NotFound, FrameDoesNotFit
    """
    owed, refused = entitled_of_round(actor=actor, relief_round=relief_round, month=month, known_on=known_on)
    together = _together(RELIEFS_PAID.require(paid), bills)
    left = owed.join(together.select("code", "relief"), on=["code", "relief"], how="anti")
    reasons = pl.DataFrame(schema={"code": pl.String, "reason": pl.String}) if unpaid is None else unpaid
    excused = left.join(reasons.select("code", "reason").unique("code", keep="first"), on="code")
    return Sides(owed, together, excused.select("code", "relief", "reason").sort("code"), refused)


def _together(paid: pl.DataFrame, bills: pl.DataFrame | None) -> pl.DataFrame:
    """All invoices and adjustments of a customer in the month as one row; nothing in all is not paid."""
    keys = ["code", "unit_code", "category", "relief"]
    sums = paid.group_by(keys).agg(pl.col("kwh", "gross_amount", "relief_amount").sum())
    if bills is not None:
        whole = bills.select("code", "category", "kwh", "gross_amount", "quota_quarters")
        sums = sums.drop("kwh", "gross_amount").join(whole, on=["code", "category"], how="left")
    else:
        sums = sums.with_columns(quota_quarters=pl.lit(HOUSEHOLD_QUARTERS, pl.Int64))
    return (
        sums.filter(pl.col("relief_amount") != 0)
        .select(*keys, "kwh", "quota_quarters", "gross_amount", "relief_amount")
        .sort("code", "relief")
    )
