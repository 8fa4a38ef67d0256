"""The law that came with the product, for a command without a database; read once."""

from __future__ import annotations

from functools import cache

from donghanh.engines.rating.law import Law
from donghanh.lawbook.billing_law import read_law


@cache
def shipped_law() -> Law:
    """The law as the lawbook of this version holds it."""
    return read_law()
