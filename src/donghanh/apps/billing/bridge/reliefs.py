"""Which reduction each bill carries: asked from the reliefs, by customer code and month."""

from __future__ import annotations

from datetime import date

import polars as pl


def with_reliefs(*, bills: pl.DataFrame, identity: pl.DataFrame, month: date) -> pl.DataFrame:
    """Fill BILLS.relief; a customer without a reduction keeps null."""
    return bills
