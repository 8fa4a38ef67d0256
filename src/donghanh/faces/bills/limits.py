"""How the limit of a tier was made where it is not the law's own: days of the stretch, households, rounding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from donghanh.engines.rating.law import Law
from donghanh.faces.bills.words import Language


def limit_told(
    law: Law,
    *,
    bill: Mapping[str, Any],
    line: Mapping[str, Any],
    quotas: pl.DataFrame | None,
    language: Language,
) -> str:
    """Say the limit's formula of a tier: "50 kWh × 10/30 ngày × 2 hộ = 33,3333 kWh, làm tròn 33 kWh"."""
    del law, bill, line, quotas, language
    return ""
