"""
How the limit of a tier was made where it is not the law's own: days, households, rounding.

A tier's part of a month for one household, times the days of the stretch over the days of the month before,
times the households; rounded half up to whole kWh unless the bill asks for exact limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import polars as pl

from donghanh.faces.bills.figures import written, written_fraction
from donghanh.faces.bills.periods import days_of_month
from donghanh.faces.bills.words import Language, said
from donghanh.kernel.billing_tables import QUARTERS
from donghanh.kernel.money import round_ratio


@dataclass(frozen=True)
class Stretch:
    """The days that a line is for, over the days of the month that they are measured by; 1 over 1 for all."""

    days: int
    of: int

    @property
    def share(self) -> Fraction:
        """Of a month."""
        return Fraction(self.days, self.of)


def limit_told(
    *, tier_kwh: int, stretch: Stretch, quota_quarters: int, is_rounded: bool, language: Language
) -> str:
    """
    Say the formula of a tier's limit; nothing where it is the law's own.

    >>> limit_told(tier_kwh=50, stretch=Stretch(14, 30), quota_quarters=4, is_rounded=True, language="vi")
    '50 kWh × 14/30 ngày = 23,3333 kWh, làm tròn 23 kWh'
    """
    exact = tier_kwh * stretch.share * Fraction(quota_quarters, QUARTERS)
    if exact == tier_kwh:
        return ""
    days = said("formulas", "limit_days", language, days=stretch.days, of=stretch.of)
    households = written_fraction(Fraction(quota_quarters, QUARTERS))
    of_households = said("formulas", "limit_households", language, households=households)
    told = said(
        "formulas", "limit", language, limit=written(tier_kwh), days=days if stretch.share != 1 else "",
        households=of_households if quota_quarters != QUARTERS else "", exact=written_fraction(exact),
    )  # fmt: skip
    if not is_rounded or exact.denominator == 1:
        return told
    rounded = round_ratio(numerator=exact.numerator, denominator=exact.denominator)
    return told + said("formulas", "limit_rounded", language, rounded=written(rounded))


def stretch_of(*, bill: Mapping[str, Any], line: Mapping[str, Any]) -> Stretch:
    """The days of a line, over those by which its bill measures a month."""
    of = days_of_month(from_on=bill["from_on"], until_on=bill["until_on"])
    return Stretch((line["until_on"] - line["from_on"]).days, of)


def quota_of(*, bill: Mapping[str, Any], line: Mapping[str, Any], quotas: pl.DataFrame | None) -> int:
    """The households, in quarters, of the days of a line."""
    if quotas is None or quotas.is_empty():
        return int(bill["quota_quarters"])
    held = quotas.filter((pl.col("from_on") <= line["from_on"]) & (pl.col("until_on") > line["from_on"]))
    return int(bill["quota_quarters"] if held.is_empty() else held["quota_quarters"][0])
