"""
Order and places: who comes first, where a quota ends, and what is said of those who tie there.

For every rule with a quota, whole or a quota a unit. The order is complete by construction: its last key
is the code, which nobody shares, so there is never a draw of lots hidden in a sort. The end of a quota
is a `Cut`: with it one customer can be judged alone, by the same comparison that placed everybody.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from donghanh.engines.selection.cuts import Cut


class Key(NamedTuple):
    """A column to order by; `is_descending` where more comes first."""

    column: str
    is_descending: bool = False


def place(
    *,
    candidates: pl.DataFrame,
    order: Sequence[Key],
    quotas: Mapping[str, int | None],
    cuts: Mapping[str, Cut] | None = None,
) -> tuple[pl.DataFrame, dict[str, Cut]]:
    """
    Order the candidates of each group and give its places to the first.

    With `cuts` of an earlier selection nobody is ordered: each candidate is compared with the last
    who was placed then, and rank is null. A group without a quota has no places.

    candidates : row [index], group [text], and the columns of `order`, none of them null
    returns    : row, rank [1 is first in its group], has_place, is_tied [at the end of the quota];
                 and the cuts
    """
    if cuts is not None:
        return _compared(candidates, order, cuts), dict(cuts)
    ordered = candidates.sort(
        "group",
        *[key.column for key in order],
        descending=[False, *[key.is_descending for key in order]],
    ).with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("group"))
    found = {group: _cut(ordered, order, group, quota) for group, quota in quotas.items()}
    limits = {group: _limit(cut) for group, cut in found.items()}
    placed = ordered.with_columns(has_place=pl.col("rank") <= _of_group(limits))
    return _with_ties(placed, order, found), found


def _limit(cut: Cut) -> int:
    return cut.taken if cut.quota is None else cut.quota


def _of_group(limits: Mapping[str, int]) -> pl.Expr:
    return pl.col("group").replace_strict(
        list(limits), list(limits.values()), default=0, return_dtype=pl.Int64
    )


def _cut(ordered: pl.DataFrame, order: Sequence[Key], group: str, quota: int | None) -> Cut:
    """Read the last place and the first left out from the ordered rows of one group."""
    mine = ordered.filter(pl.col("group") == group).select([key.column for key in order])
    taken = mine.height if quota is None else min(quota, mine.height)
    if quota is None or taken < quota or quota == 0:
        return Cut(quota=quota, taken=taken)
    last = mine.row(taken - 1)
    if mine.height == taken:
        return Cut(quota=quota, taken=taken, last=last)
    after = mine.row(taken)
    decided = next(key.column for key, a, b in zip(order, last, after, strict=True) if a != b)
    return Cut(quota=quota, taken=taken, last=last, is_tied=last[0] == after[0], decided_by=decided)


def _compared(candidates: pl.DataFrame, order: Sequence[Key], cuts: Mapping[str, Cut]) -> pl.DataFrame:
    fits = pl.lit(value=False)
    for group, cut in cuts.items():
        fits = fits | ((pl.col("group") == group) & _not_after(order, cut, candidates.schema))
    placed = candidates.with_columns(rank=pl.lit(None, dtype=pl.UInt32), has_place=fits)
    return _with_ties(placed, order, cuts)


def _not_after(order: Sequence[Key], cut: Cut, schema: pl.Schema) -> pl.Expr:
    """Compare with the last placed key by key, the first that differs decides."""
    if not cut.is_full or cut.last is None:
        return pl.lit(value=not cut.is_full)
    fits = pl.lit(value=True)
    for (column, is_descending), value in zip(reversed(order), reversed(cut.last), strict=True):
        mine, theirs = pl.col(column), pl.lit(value, dtype=schema[column])
        before = mine > theirs if is_descending else mine < theirs
        fits = before | ((mine == theirs) & fits)
    return fits


def _with_ties(placed: pl.DataFrame, order: Sequence[Key], cuts: Mapping[str, Cut]) -> pl.DataFrame:
    first, tied = order[0].column, pl.lit(value=False)
    for group, cut in cuts.items():
        if cut.is_tied and cut.last is not None:
            last = pl.lit(cut.last[0], dtype=placed.schema[first])
            tied = tied | ((pl.col("group") == group) & (pl.col(first) == last))
    return placed.with_columns(is_tied=tied).select("row", "rank", "has_place", "is_tied")
