"""
Many yes-or-no columns as one whole number a row, and what each combination that occurs stands for.

Rows are many, combinations are few: reasons of a verdict, missing months of a window. So rows carry a
number (bit 0 is the first condition) and whatever is costly, a list of names, is made once a combination.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

MOST_BITS = 24
"""A table over all combinations is kept while rows are looked up: 4 bytes for each of 2 ** 24."""


def combine(*, frame: pl.DataFrame, conditions: Sequence[tuple[int, pl.Expr]]) -> pl.Series:
    """
    Number each row: the sum of the bits whose condition holds; a condition that is null does not hold.

    conditions : (bit, expression of yes or no); at least one
    returns    : bits [UInt32], row for row

    >>> combine(frame=pl.DataFrame({"a": [5, 1]}), conditions=[(4, pl.col("a") > 3)]).to_list()
    [4, 0]
    """
    # In small blocks, so that what lies between the conditions stays in the processor's cache.
    numbered = frame.lazy().select(bits=bits_where(conditions))
    return numbered.collect(engine="streaming").to_series()


def bits_where(conditions: Sequence[tuple[int, pl.Expr]]) -> pl.Expr:
    """Say `combine` as an expression."""
    nothing = pl.lit(0, dtype=pl.UInt32)
    return reduce(
        or_,
        [pl.when(holds).then(pl.lit(bit, dtype=pl.UInt32)).otherwise(nothing) for bit, holds in conditions],
    )


def positions(bits: pl.Series) -> tuple[list[int], pl.Series]:
    """
    List the combinations that occur, and where in that list each row's stands.

    By a table over all combinations: a search a row would cost more than everything else together.
    """
    distinct = bits.unique().sort()
    if distinct.is_empty():
        return [], bits
    table = pl.repeat(0, distinct[-1] + 1, dtype=pl.UInt32, eager=True)
    table = table.scatter(distinct, pl.int_range(len(distinct), dtype=pl.UInt32, eager=True))
    return distinct.to_list(), table.gather(bits)


def look_up(*, bits: pl.Series, meaning: Callable[[int], Any], dtype: Any) -> pl.Series:
    """Answer for each row what its combination stands for; `meaning` is asked once a combination."""
    distinct, at = positions(bits)
    return pl.Series([meaning(mask) for mask in distinct], dtype=dtype).gather(at)


def members(*, mask: int, of: Sequence[Any]) -> list[Any]:
    """
    List the members of a combination, in the order of `of`.

    >>> members(mask=0b101, of=("a", "b", "c"))
    ['a', 'c']
    """
    return [member for place, member in enumerate(of) if mask >> place & 1]
