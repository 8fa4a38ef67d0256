"""
Rules of a bill that are no prices, where a bill rests on them: for what is to be confirmed.

`portal/bill-rating.js` knows those that a simple bill may rest on; keep both alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from donghanh.engines.rating.law import Law
from donghanh.faces.bills.explained import LineExplained, SourceTold
from donghanh.faces.bills.periods import months_and_days
from donghanh.faces.bills.sources import source_told
from donghanh.kernel.billing_tables import QUARTERS


def rules_used(
    law: Law, *, bill: Mapping[str, Any], lines: Sequence[LineExplained], quotas: pl.DataFrame | None
) -> list[SourceTold]:
    """
    List the sources of the rules on which a bill rests, as far as the law names them.

    bill : row of BILLS
    """
    is_scaled = bill["quota_quarters"] != QUARTERS or (quotas is not None and not quotas.is_empty())
    used = [*_of_limits(bill, lines), *_of_relief(law, bill, lines, is_scaled=is_scaled)]
    of_tiers = [line.tier_source for line in lines if line.tier_source is not None]
    return [*of_tiers, *(source_told(law, key) for key in used if key in law.sources)]


def _of_limits(bill: Mapping[str, Any], lines: Sequence[LineExplained]) -> Iterator[str]:
    if not any(line.limit for line in lines):
        return
    if bill["quota_rounding"] == "whole":
        yield "rules/quota_rounding"
    _, days = months_and_days(from_on=bill["from_on"], until_on=bill["until_on"])
    if days != (bill["until_on"] - bill["from_on"]).days:
        yield "rules/limit_days"


def _of_relief(
    law: Law, bill: Mapping[str, Any], lines: Sequence[LineExplained], *, is_scaled: bool
) -> Iterator[str]:
    if not any(line.kind == "relief" for line in lines):
        return
    yield "rules/relief_rounding"
    group = law.reliefs.filter(pl.col("relief") == bill["relief"])
    if is_scaled and group["threshold_kwh"].is_not_null().any():
        yield "rules/relief_threshold"
