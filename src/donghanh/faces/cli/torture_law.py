"""
An invented law for the torture suite: round prices that change three times in one month, checked by hand.

Nothing here is a real price; the real ones stand in `lawbook/data`. Only VAT is as it was.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import polars as pl

from donghanh.engines.rating import Law
from donghanh.kernel.billing_tables import PRICES, REACTIVE, RELIEFS, TENANTS, VAT

LISTS = "ABCD"
CHANGES = (date(2021, 1, 1), date(2021, 12, 1), date(2021, 12, 11), date(2021, 12, 21), None)
TIERS = ((50, 1000), (100, 1500), (200, 2000), (None, 3000))
TIMES = (("all", 2000), ("normal", 2000), ("peak", 4000), ("off_peak", 1000))
OF_TIMES = (("production", 0), ("tourist_lodging", 1000))


def torture_law() -> Law:
    """List A from 1/1/2021; B (+100 đồng a kWh) from 1/12, C (+200) from 11/12, D (+300) from 21/12/2021."""
    return Law(
        prices=pl.DataFrame(_prices(), schema=PRICES.schema, orient="row"),
        vat=pl.DataFrame(_vat(), schema=VAT.schema, orient="row"),
        reactive=pl.DataFrame(
            [(date(2015, 1, 1), None, 90, 0, "invented"), (date(2015, 1, 1), None, 83, 843, "invented")],
            schema=REACTIVE.schema,
            orient="row",
        ),
        reliefs=pl.DataFrame(_reliefs(), schema=RELIEFS.schema, orient="row"),
        tenants=pl.DataFrame([(date(2015, 1, 1), None, 3, "invented")], schema=TENANTS.schema, orient="row"),
        sources={},
        release="torture",
    )


def _prices() -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for more, (name, (start, until)) in enumerate(zip(LISTS, pairwise(CHANGES), strict=True)):
        span = (f"list {name}", start, until)
        for tier, (limit, price) in enumerate(TIERS, start=1):
            rows.append((*span, "residential", "any", "all", tier, limit, price + 100 * more, f"list {name}"))
        for category, dearer in OF_TIMES:
            for register, price in TIMES:
                row = (category, "any", register, 1, None, price + dearer + 100 * more, f"list {name}")
                rows.append((*span, *row))
    return rows


def _vat() -> list[tuple[object, ...]]:
    changed = date(2022, 2, 1)
    return [(date(2009, 1, 1), changed, 10, "VAT 10 %"), (changed, None, 8, "VAT 8 %")]


def _reliefs() -> list[tuple[object, ...]]:
    span = ("invented", date(2021, 1, 1), date(2023, 1, 1))
    households = ("percent_of_amount", 1500, 200, 1000, None, None, True, "relief 15/10")
    lodging = ("as_category", None, None, None, None, "production", True, "relief lodging")
    return [
        ("15/10", *span, "residential", *households),
        ("lodging", *span, "tourist_lodging", *lodging),
    ]
