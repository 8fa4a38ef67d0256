"""Hands rows of files to the intake's rules."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from donghanh.engines.intake.customers import Checked, Terms, check_customers
from donghanh.engines.intake.energy import check_energy


def check_chunk(*, rows: pl.DataFrame, mapping: Mapping[str, str], content: str, terms: Terms) -> Checked:
    """Check rows of a customer file, or of an energy file."""
    check = check_energy if content == "energy" else check_customers
    return check(rows=rows, mapping=mapping, terms=terms)
