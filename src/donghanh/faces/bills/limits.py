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
from donghanh.faces.bills.periods import months_and_days
from donghanh.faces.bills.words import Language, said
from donghanh.kernel.billing_tables import QUARTERS
from donghanh.kernel.money import round_ratio


@dataclass(frozen=True)
class Stretch:
    """So many months, of which a line is for `days` of `of`."""

    days: int
    of: int
    months: int = 1

    @property
    def share(self) -> Fraction:
        """In months."""
        return Fraction(self.days * self.months, self.of)

    def told(self, language: Language) -> str:
        """Say it as a factor: " × 2 tháng × 14/61 ngày"; nothing for one month."""
        months = said("formulas", "limit_months", language, months=self.months) if self.months > 1 else ""
        is_part = self.days != self.of
        days = said("formulas", "limit_days", language, days=self.days, of=self.of) if is_part else ""
        return months + days


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
    households = written_fraction(Fraction(quota_quarters, QUARTERS))
    of_households = said("formulas", "limit_households", language, households=households)
    told = said(
        "formulas", "limit", language, limit=written(tier_kwh), days=stretch.told(language),
        households=of_households if quota_quarters != QUARTERS else "", exact=written_fraction(exact),
    )  # fmt: skip
    if not is_rounded or exact.denominator == 1:
        return told
    rounded = round_ratio(numerator=exact.numerator, denominator=exact.denominator)
    return told + said("formulas", "limit_rounded", language, rounded=written(rounded))


def stretch_of(*, bill: Mapping[str, Any], line: Mapping[str, Any]) -> Stretch:
    """The days of a line, over those by which its bill measures a month."""
    months, of = months_and_days(from_on=bill["from_on"], until_on=bill["until_on"])
    return Stretch((line["until_on"] - line["from_on"]).days, of, months)


def quota_of(*, bill: Mapping[str, Any], line: Mapping[str, Any], quotas: pl.DataFrame | None) -> int:
    """The households, in quarters, of the days of a line."""
    if quotas is None or quotas.is_empty():
        return int(bill["quota_quarters"])
    held = quotas.filter((pl.col("from_on") <= line["from_on"]) & (pl.col("until_on") > line["from_on"]))
    return int(bill["quota_quarters"] if held.is_empty() else held["quota_quarters"][0])
