"""
The law as the peers take it: one row for category, voltage and price list, its tiers beside one another.

An amount by tiers is written as kWh x first price + the rise of the price at each bend x kWh above the bend:
the shortest way that a columnar peer has. Right only where limits of tiers are whole kWh, as in the mix.
Peers know no more than the mix holds: whole months, no forced list, nobody undeclared, reliefs by percentage.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.engines.rating import Law
from donghanh.kernel.billing_tables import ANY_VOLTAGE, CATEGORIES, VOLTAGES

TIMES = ("normal", "peak", "off_peak")
BENDS = 5
FAR = date(9999, 1, 1)


@dataclass(frozen=True)
class FlatLaw:
    """
    The law flat.

    lists    : category, voltage, list [number], first_on, end_on, price, width_1…, bend_1…, and
               the prices normal, peak, off_peak
    changes  : first day of each list but the first
    reactive : cos_phi_percent, percent_hundredths; beyond its ends the end holds
    reliefs  : relief, category, percent_hundredths, threshold_kwh, percent_hundredths_above
    vat      : from_on, percent, in order of days
    """

    lists: pl.DataFrame
    changes: list[date]
    reactive: pl.DataFrame
    reliefs: pl.DataFrame
    vat: pl.DataFrame


def flat(law: Law) -> FlatLaw:
    """Flatten the law; every category has its lists on the same days, or this stops."""
    prices = law.prices.filter(pl.col("until_on").is_null() | (pl.col("from_on") < pl.col("until_on")))
    firsts = sorted(prices["from_on"].unique())
    of_category = prices.group_by("category").agg(pl.col("from_on").unique().sort())
    assert all(days == firsts for days in of_category["from_on"].to_list())
    rows = [
        _row(prices, category, voltage, number, first)
        for category in CATEGORIES
        for voltage in VOLTAGES
        for number, first in enumerate(firsts)
    ]
    reliefs = law.reliefs.filter(pl.col("effect") == "percent_of_amount", "is_enabled")
    return FlatLaw(
        pl.DataFrame(rows, infer_schema_length=None),
        firsts[1:],
        law.reactive.select("cos_phi_percent", pl.col("percent_hundredths").cast(pl.Int64)),
        reliefs.select(
            "relief", "category", "percent_hundredths", "threshold_kwh", "percent_hundredths_above"
        ),
        law.vat.sort("from_on").select("from_on", "percent"),
    )


def _row(prices: pl.DataFrame, category: str, voltage: str, number: int, first: date) -> dict[str, object]:
    held = prices.filter(category=category, from_on=first).filter(
        pl.col("voltage").is_in([voltage, ANY_VOLTAGE])
    )
    tiers = held.filter(register="all").sort("tier").to_dicts()
    row: dict[str, object] = {
        "category": category, "voltage": voltage, "list": number, "first_on": first,
        "end_on": held["until_on"][0] or FAR, "price": tiers[0]["price"],
    }  # fmt: skip
    below = 0
    for place in range(BENDS):
        has_bend = place + 1 < len(tiers)
        until = tiers[place]["tier_until_kwh"] if has_bend else below
        row[f"width_{place + 1}"] = until - below
        row[f"bend_{place + 1}"] = tiers[place + 1]["price"] - tiers[place]["price"] if has_bend else 0
        below = until
    for time in TIMES:
        row[time] = next(iter(held.filter(register=time)["price"]), 0)
    return row
