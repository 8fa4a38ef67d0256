"""
What the same use would cost by two laws: the cost of a proposed reduction before it is law.

Pure: columns in, columns out; the bills come from whoever keeps them.
"""

from __future__ import annotations

import polars as pl

from donghanh.engines.rating import rate_totals
from donghanh.engines.rating.law import Law
from donghanh.kernel.billing_tables import CATEGORIES
from donghanh.kernel.tables import Column, Table

COSTS = Table(
    "law_costs",
    (
        Column("unit_code", "", pl.String, "power unit", is_key=True),
        Column("category", "", pl.String, "price group", words=CATEGORIES, is_key=True),
        Column("bills", "", pl.Int64, "bills that both laws rate"),
        Column("refused", "", pl.Int64, "bills that one of them cannot rate; in no sum"),
        Column("kwh", "kWh", pl.Int64, "energy of the bills"),
        Column("net_before", "đồng", pl.Int64, "before VAT, by the first law"),
        Column("net_after", "đồng", pl.Int64, "before VAT, by the second law"),
        Column("total_before", "đồng", pl.Int64, "with VAT, by the first law"),
        Column("total_after", "đồng", pl.Int64, "with VAT, by the second law"),
    ),
)
SUMS = ("kwh", "net_before", "net_after", "total_before", "total_after")


def compare(
    *, law_a: Law, law_b: Law, bills: pl.DataFrame, usage: pl.DataFrame, units: pl.DataFrame,
    quotas: pl.DataFrame | None = None, bills_b: pl.DataFrame | None = None,
) -> pl.DataFrame:  # fmt: skip
    """
    Rate the same bills by two laws and sum by unit and category.

    bills, usage, quotas : frames of `kernel.billing_tables`
    units   : bill, unit_code; one row for each bill
    bills_b : the same bills as the second law sees them, with other reductions; null: no different
    returns : COSTS, by unit and category; bills that one law refuses are counted and left out of the sums
    """
    before, _ = rate_totals(law_a, bills=bills, usage=usage, quotas=quotas)
    after, _ = rate_totals(law_b, bills=bills if bills_b is None else bills_b, usage=usage, quotas=quotas)
    both = bills.select("bill", "category").join(units.select("bill", "unit_code"), on="bill", how="left")
    for totals, name in ((before, "before"), (after, "after")):
        told = totals.select("bill", "kwh", "net_amount", "total_amount").rename(
            {"kwh": f"kwh_{name}", "net_amount": f"net_{name}", "total_amount": f"total_{name}"}
        )
        both = both.join(told, on="bill", how="left")
    is_rated = pl.col("net_before").is_not_null() & pl.col("net_after").is_not_null()
    summed = (
        both.rename({"kwh_before": "kwh"})
        .group_by("unit_code", "category")
        .agg(
            is_rated.sum().cast(pl.Int64).alias("bills"),
            (~is_rated).sum().cast(pl.Int64).alias("refused"),
            *(pl.col(name).filter(is_rated).sum() for name in SUMS),
        )
    )
    return COSTS.require(summed).sort("unit_code", "category")
