"""The law that the calculator reads: today's lawbook, read once."""

from __future__ import annotations

from functools import cache

from donghanh.engines.rating.law import Law
from donghanh.lawbook.billing_law import read_law


@cache
def law_in_force() -> Law:
    """The law as the lawbook of this version holds it."""
    return read_law()
