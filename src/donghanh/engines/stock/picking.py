"""
Which lots are taken for a dispatch: first expired, first out; what has expired is not given to anybody.

A lot without an expiry goes last. Lots that expire on the same day go in the order of their codes: the same
shelf always gives the same answer.
"""

from __future__ import annotations

from datetime import date

import polars as pl


class NotEnough(Exception):
    """The shelf has fewer than asked for; `available` says how many may be given."""

    def __init__(self, *, asked: int, available: int) -> None:
        self.asked = asked
        self.available = available
        super().__init__(f"{asked} are asked for; {available} may be given.")


def givable(*, shelf: pl.DataFrame, day: date) -> pl.DataFrame:
    """
    Keep what may be given on a day, in the order in which it is taken.

    shelf   : lot, expires_on [first day on which it may not be given, or null], quantity
    returns : the same columns; rows of nothing left out
    """
    fresh = pl.col("expires_on").is_null() | (pl.col("expires_on") > day)
    kept = shelf.filter(fresh & (pl.col("quantity") > 0))
    return kept.sort("expires_on", "lot", nulls_last=True)


def pick(*, shelf: pl.DataFrame, quantity: int, day: date) -> pl.DataFrame:
    """
    Say how many of which lot are taken so that `quantity` is reached.

    shelf   : as `givable`
    returns : lot, quantity [more than zero], in the order of taking; the sum is `quantity`
    raises  : NotEnough

    >>> shelf = pl.DataFrame(
    ...     {"lot": ["B", "A"], "expires_on": [date(2022, 3, 1), date(2022, 6, 1)], "quantity": [30, 100]}
    ... )
    >>> pick(shelf=shelf, quantity=50, day=date(2021, 12, 20)).rows()
    [('B', 30), ('A', 20)]
    """
    kept = givable(shelf=shelf, day=day)
    available = int(kept["quantity"].sum())
    if quantity > available:
        raise NotEnough(asked=quantity, available=available)
    before = pl.col("quantity").cum_sum() - pl.col("quantity")
    taken = pl.min_horizontal("quantity", pl.lit(quantity) - before).clip(0)
    return kept.select("lot", quantity=taken).filter(pl.col("quantity") > 0)
