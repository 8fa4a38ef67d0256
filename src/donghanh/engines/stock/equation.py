"""
Does it add up? What was received is somewhere: in a warehouse, under way, carried, handed over, or lost.

`received` is counted from the movements, the other terms from the amounts as they are stored: two records,
kept apart, so that a hand that changes one of them is seen. The levels that the movements imply are compared
with the stored ones as well.
"""

from __future__ import annotations

import polars as pl

from donghanh.engines.stock.tables import OUTSIDE

TERMS = {
    "in_warehouses": "warehouse",
    "in_transit": "transit",
    "with_carriers": "carrier",
    "handed_over": "recipient",
    "written_off": "lost",
}
KEYS = ("item", "lot")


def equation(*, movements: pl.DataFrame, levels: pl.DataFrame) -> pl.DataFrame:
    """
    Set the two sides against each other, for each item and lot.

    movements : `tables.MOVEMENTS`
    levels    : `tables.LEVELS`, as stored
    returns   : item, lot, received, in_warehouses, in_transit, with_carriers, handed_over, written_off,
                difference [received less the sum of the others], holds; sorted by item and lot.
                written_off is net: what a recount found too many is taken off it.

    >>> moved = pl.DataFrame(
    ...     {
    ...         "item": ["mask"],
    ...         "lot": ["A"],
    ...         "from_kind": ["outside"],
    ...         "to_kind": ["warehouse"],
    ...         "quantity": [9],
    ...     }
    ... )
    >>> stored = pl.DataFrame({"item": ["mask"], "lot": ["A"], "kind": ["warehouse"], "quantity": [8]})
    >>> equation(movements=moved, levels=stored)["difference"].to_list()
    [1]
    """
    stored = levels.group_by(KEYS).agg(
        *(_sum_where(pl.col("kind") == kind).alias(term) for term, kind in TERMS.items())
    )
    received = movements.group_by(KEYS).agg(
        received=_sum_where(pl.col("from_kind") == OUTSIDE) - _sum_where(pl.col("to_kind") == OUTSIDE)
    )
    both = received.join(stored, on=KEYS, how="full", coalesce=True).fill_null(0)
    told = both.with_columns(difference=pl.col("received") - pl.sum_horizontal(*TERMS))
    ordered = told.with_columns(holds=pl.col("difference") == 0).sort(KEYS)
    return ordered.select(*KEYS, "received", *TERMS, "difference", "holds")


def balances(*, movements: pl.DataFrame) -> pl.DataFrame:
    """
    Count what the movements leave at each kind of place.

    returns : item, lot, kind, quantity; without places where nothing is left; sorted. The sum is zero for
              each lot, because what stands somewhere came from outside.
    """
    came = movements.select(*KEYS, kind="to_kind", quantity="quantity")
    went = movements.select(*KEYS, kind="from_kind", quantity=-pl.col("quantity"))
    summed = pl.concat([came, went]).group_by(*KEYS, "kind").agg(pl.col("quantity").sum())
    return summed.filter(pl.col("quantity") != 0).sort(*KEYS, "kind")


def drifted(*, movements: pl.DataFrame, levels: pl.DataFrame) -> pl.DataFrame:
    """
    Name where the stored amounts are not what the movements imply.

    returns : item, lot, kind, moved, stored; none when all is well
    """
    implied = balances(movements=movements).rename({"quantity": "moved"})
    stored = levels.group_by(*KEYS, "kind").agg(stored=pl.col("quantity").sum())
    both = implied.join(stored, on=[*KEYS, "kind"], how="full", coalesce=True)
    filled = both.with_columns(pl.col("moved", "stored").fill_null(0))
    return filled.filter(pl.col("moved") != pl.col("stored")).sort(*KEYS, "kind")


def _sum_where(condition: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(pl.col("quantity")).otherwise(0).sum()
